import type { PiecewiseMedium, Point } from '@fermat/paths';
import type { ResultLeg } from './scenarioResult.js';

/** The parts of a path in each piece of a medium. */
export function legsOf(path: readonly Point[], medium: PiecewiseMedium): readonly ResultLeg[] {
  return medium.trace(path).map(({ name, from, to, cost }) => {
    const along = to.map((coordinate, axis) => coordinate - (from[axis] ?? 0));
    const length = Math.hypot(...along);
    const time = cost.time(along);
    return { name, from, to, length, time, speed: length / time };
  });
}
