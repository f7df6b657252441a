import type { Point } from '@fermat/paths';

/** Whether the ray from a point to the right leaves a ring more often than it enters it. */
export function isInsideRing([x = 0, y = 0]: Point, ring: readonly Point[]): boolean {
  const crossed = ring.filter(([ax = 0, ay = 0], i) => {
    const [bx = 0, by = 0] = ring[(i + 1) % ring.length] ?? [];
    return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax);
  });
  return crossed.length % 2 === 1;
}
