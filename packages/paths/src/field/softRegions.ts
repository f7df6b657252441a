import { add, clip, div, greater, min, mod, mul, notEqual, select, sqrt, square, sub, sum, tensor, maximum } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { softStep } from '@fermat/autodiff/soft';
import { checkedOptions } from '../arguments.js';
import { invalidBackground, invalidWidth } from '../errors.js';
import { isSpeed } from '../medium/localCost.js';
import { readRegions } from '../regions/readRegions.js';
import type { Region, RegionsOptions } from '../regions/readRegions.js';
import { regions } from '../regions/regions.js';
import { readRings } from '../regions/sides.js';
import { candidatesOf } from '../search/candidate.js';
import type { SpeedField } from './field.js';
import { leastSoftSlowness } from './leastSoftSlowness.js';
import { softSlowness } from './softSlowness.js';
import { surroundingsIn } from './surroundings.js';
import type { Cover, SoftMap } from './surroundings.js';
import { fieldOf } from './speedField.js';

export interface SoftRegionsOptions extends RegionsOptions {
  /** How wide boundaries are: the preference for a region grows from 2 % to 98 % over it. */
  readonly width: number;
  /** The speed in place of 0, where nothing should pass; by default a hundredth of the slowest of the others. */
  readonly obstacleSpeed?: number;
}

/** The logistic function grows from 1 / (1 + exp(4)), 2 %, to 98 % over so many of its scales. */
const scalesInWidth = 8;

/**
 * A map of polygons whose boundaries are soft: a field of speeds, differentiable everywhere, which tends to `regions` as the
 * width of the boundaries goes to 0. Time differs from that of the hard map by at most the order of the width.
 *
 * At a distance d inside its boundary a region is preferred to what it covers by the logistic function of `8 d / width`, and
 * slownesses are averaged by that preference, one region of the painter's list after another. A soft wall does not close: where
 * nothing should pass, one goes at the `obstacleSpeed`. A search (`leastTimePath`) follows the paths through the hard map too:
 * where boundaries are narrow, descent on curves finds no better way by itself. The lower bound of a certificate is that of a potential
 * on a mesh, as it is for `regions`, but converges more slowly: the slowness changes within the triangles.
 *
 * @throws PathsError `INVALID_WIDTH`, `INVALID_SPEED`, and what `regions` throws.
 *
 * @example
 * ```ts
 * import { softRegions } from '@fermat/paths';
 *
 * const meadow = softRegions({
 *   regions: [{ polygon: [[4, 0], [6, 0], [6, 10], [4, 10]], speed: 0.5 }],
 *   background: 1,
 *   bounds: [0, 0, 10, 10],
 *   width: 0.4,
 * });
 * console.log(meadow.speedAt([5, 5]), meadow.speedAt([4, 5]), meadow.speedAt([1, 5])); // 0.5 0.6667 1
 * ```
 */
export function softRegions(options: SoftRegionsOptions): SpeedField {
  const { width, obstacleSpeed, ...map } = checkedOptions('softRegions', options);
  if (!(width > 0 && width < Infinity)) throw invalidWidth(width);
  readRegions(map);
  const speeds = [map.background, ...map.regions.map(({ speed }) => speed)];
  const passable = speeds.filter((speed) => speed > 0);
  const slowest = obstacleSpeed ?? passable.reduce((a, b) => Math.min(a, b), Infinity) / 100;
  if (!isSpeed(slowest)) throw invalidBackground(slowest);
  const slownessOf = (speed: number): number => 1 / (speed === 0 ? slowest : speed);
  const covers = map.regions.map(({ polygon, speed }): Cover => ({ sides: sidesOf(polygon), slowness: slownessOf(speed) }));
  const depths = covers.map(depthInside);
  const scale = width / scalesInWidth;
  const soft: SoftMap = { covers, background: slownessOf(map.background), bounds: map.bounds, scale };
  const surroundings = surroundingsIn(soft);
  const slownessAt = softSlowness(soft, surroundings);
  const leastSlownessIn = leastSoftSlowness(soft, surroundings);
  const speedAndGradient: SpeedField['speedAndGradient'] = (position, gradient) => {
    const slowness = slownessAt(position[0]!, position[1]!, gradient);
    for (const axis of [0, 1]) gradient[axis] = -gradient[axis]! / slowness ** 2;
    return 1 / slowness;
  };
  const unused = new Float64Array(2);
  return fieldOf({
    bounds: map.bounds,
    speed(x, y) {
      let slowness = tensor(slownessOf(map.background));
      covers.forEach((cover, i) => {
        const preference = softStep(depths[i]!(x, y), { temperature: scale });
        slowness = add(slowness, mul(preference, sub(cover.slowness, slowness)));
      });
      return div(1, slowness);
    },
    speedAt: (position) => speedAndGradient(position, unused),
    speedAndGradient,
    maxSpeedIn: (box) => 1 / leastSlownessIn(box),
    *guides(from, to) {
      const speedOf = (speed: number): number => 1 / slownessOf(speed);
      const hard = regions({ bounds: map.bounds, background: speedOf(map.background), regions: map.regions.map((region) => ({ ...region, speed: speedOf(region.speed) })) });
      return [...(yield* candidatesOf(hard, from, to))];
    },
  });
}

/** The ends of all sides of a polygon, whichever ring they are of. */
function sidesOf(polygon: Region['polygon']): Float64Array {
  const sides = readRings('polygon', polygon).flat().flatMap((ring) => ring.map((from, i) => [from, ring[(i + 1) % ring.length]!]));
  return Float64Array.from(sides.flat(2));
}

/** The distance of a place from the boundary of a cover; positive inside, and negative outside. */
function depthInside({ sides }: Cover): (x: Tensor, y: Tensor) => Tensor {
  const column = (which: number): Tensor => tensor(sides.filter((_, i) => i % 4 === which));
  const [x0, y0, x1, y1] = [0, 1, 2, 3].map(column) as [Tensor, Tensor, Tensor, Tensor];
  const [dx, dy] = [sub(x1, x0), sub(y1, y0)];
  const squares = add(square(dx), square(dy));
  return (x, y) => {
    const [px, py] = [sub(x, x0), sub(y, y0)];
    const part = clip(div(add(mul(px, dx), mul(py, dy)), squares), 0, 1);
    const nearest = min(add(square(sub(px, mul(part, dx))), square(sub(py, mul(part, dy)))));
    // On the boundary itself the distance has no derivative; it is taken as 0 there.
    const distance = sqrt(maximum(nearest, Number.MIN_VALUE));
    // A ray to the right of the place meets the boundary an odd number of times from the inside.
    const isBeside = notEqual(greater(y0, y), greater(y1, y));
    const isRight = greater(sub(mul(px, dy), mul(py, dx)), 0);
    const isUp = greater(dy, 0);
    const isMet = select(isBeside, select(notEqual(isRight, isUp), 1, 0), 0);
    return mul(distance, sub(mul(2, mod(sum(isMet), 2)), 1));
  };
}
