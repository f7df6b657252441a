import type { ArrayAlgebra, ScalarAlgebra } from './algebra.js';
import type { Instance, Problem } from './problem.js';

const BASE = 1;
const WIDTH = 0.4;
const GOAL_X = 10;
const GOAL_Y = 6;
/** Soft discs: slow ground, except two that are faster than the ground around them. */
const DISCS = [
  { x: 1.5, y: 1, radius: 0.8, amount: 2 },
  { x: 3, y: 0.5, radius: 1.1, amount: -0.4 },
  { x: 3.5, y: 3, radius: 1, amount: 1.5 },
  { x: 5, y: 3.6, radius: 0.7, amount: 3 },
  { x: 6, y: 2, radius: 1.3, amount: 0.8 },
  { x: 7, y: 5, radius: 1.2, amount: 2.2 },
  { x: 8.5, y: 4.5, radius: 0.9, amount: -0.3 },
  { x: 9, y: 6.2, radius: 0.6, amount: 1.7 },
] as const;

/**
 * A path of K waypoints from (0, 0) through soft discs: the sum over its segments of length times slowness in their middle.
 * The unknowns are x and y of each waypoint in turn.
 */
export const waypoints: Problem = {
  id: 'P4',
  title: 'waypoints through soft discs',
  source: 'waypoints.c',
  unit: 'waypoints',
  counts: [20, 200, 2000],
  isCount: count => count >= 1,
  instance,
};

function instance(count: number): Instance {
  const start = Float64Array.from({ length: 2 * count }, (_, i) => {
    const along = (Math.floor(i / 2) + 1) / (count + 1);
    return i % 2 === 0 ? GOAL_X * along + 0.1 * Math.sin(5 * i) / count : GOAL_Y * along + Math.sin(Math.PI * along);
  });
  return {
    start,
    parameters: Float64Array.of(BASE, WIDTH, GOAL_X, GOAL_Y, ...DISCS.flatMap(({ x, y, radius, amount }) => [x, y, radius, amount])),

    byHand(x, gradient) {
      let total = 0;
      let fromX = 0;
      let fromY = 0;
      for (let i = 0; i <= count; i++) {
        const toX = i === count ? GOAL_X : x[2 * i]!;
        const toY = i === count ? GOAL_Y : x[2 * i + 1]!;
        const dx = toX - fromX;
        const dy = toY - fromY;
        const length = Math.sqrt(dx * dx + dy * dy);
        const midX = (fromX + toX) / 2;
        const midY = (fromY + toY) / 2;
        let slowness = BASE;
        let slopeX = 0;
        let slopeY = 0;
        for (let j = 0; j < DISCS.length; j++) {
          const disc = DISCS[j]!;
          const ex = midX - disc.x;
          const ey = midY - disc.y;
          const distance = Math.sqrt(ex * ex + ey * ey);
          const inside = 1 / (1 + Math.exp((distance - disc.radius) / WIDTH));
          slowness += disc.amount * inside;
          const slope = (-disc.amount * inside * (1 - inside)) / (WIDTH * distance);
          slopeX += slope * ex;
          slopeY += slope * ey;
        }
        total += length * slowness;
        const alongX = (slowness * dx) / length;
        const alongY = (slowness * dy) / length;
        const middleX = 0.5 * length * slopeX;
        const middleY = 0.5 * length * slopeY;
        if (i > 0) {
          gradient[2 * i - 2] = gradient[2 * i - 2]! + middleX - alongX;
          gradient[2 * i - 1] = gradient[2 * i - 1]! + middleY - alongY;
        }
        if (i < count) {
          gradient[2 * i] = middleX + alongX;
          gradient[2 * i + 1] = middleY + alongY;
        }
        fromX = toX;
        fromY = toY;
      }
      return total;
    },

    array<A>(algebra: ArrayAlgebra<A>, x: A): A {
      const { add, concatenate, constant, div, every, mul, reshape, sigmoid, slice, sqrt, square, sub, sum } = algebra;
      const discs = (key: 'x' | 'y' | 'radius' | 'amount'): A => constant(DISCS.map(disc => disc[key]), [1, DISCS.length]);
      const axis = (from: number, unknowns: A, to: number): readonly [span: A, middle: A] => {
        const places = concatenate([constant([from], [1]), unknowns, constant([to], [1])]);
        const [starts, ends] = [slice(places, 0, count + 1), slice(places, 1, count + 2)];
        return [sub(ends, starts), div(add(starts, ends), 2)];
      };
      const distance = (dx: A, dy: A): A => sqrt(add(square(dx), square(dy)));

      const [dx, midX] = axis(0, every(x, 2, 0), GOAL_X);
      const [dy, midY] = axis(0, every(x, 2, 1), GOAL_Y);
      const column = (a: A): A => reshape(a, [count + 1, 1]);
      const away = distance(sub(column(midX), discs('x')), sub(column(midY), discs('y')));
      const inside = sigmoid(div(sub(discs('radius'), away), WIDTH));
      const slowness = add(sum(mul(inside, discs('amount')), 1), BASE);
      return sum(mul(distance(dx, dy), slowness));
    },

    scalars<S>({ add, div, mul, sigmoid, sqrt, square, sub }: ScalarAlgebra<S>, x: readonly S[]): S | number {
      const distance = (dx: S, dy: S): S => sqrt(add(square(dx), square(dy)));
      let total: S | number = 0;
      for (let i = 0; i <= count; i++) {
        const [fromX, fromY] = [x[2 * i - 2] ?? 0, x[2 * i - 1] ?? 0];
        const [toX, toY] = [x[2 * i] ?? GOAL_X, x[2 * i + 1] ?? GOAL_Y];
        const [midX, midY] = [div(add(fromX, toX), 2), div(add(fromY, toY), 2)];
        let slowness: S | number = BASE;
        for (const disc of DISCS) {
          const away = distance(sub(midX, disc.x), sub(midY, disc.y));
          slowness = add(slowness, mul(disc.amount, sigmoid(div(sub(disc.radius, away), WIDTH))));
        }
        total = add(total, mul(distance(sub(toX, fromX), sub(toY, fromY)), slowness));
      }
      return total;
    },
  };
}
