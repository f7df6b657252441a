// A plugin of one's own: a drone crosses layers of air, and the wind in each of them carries it along.
// It adds a medium, which Fermat solves, checks and draws like its own, and a layer of arrows to the picture.

import { add, concatenate, div, grad, mul, reshape, sqrt, square, stack, sub, sum, tensor } from '@fermat/autodiff';
import { layered, layeredPath, straightSpans } from '@fermat/paths';
import { definePlugin } from '@fermat/toolkit';
import * as z from 'zod';

/** @import { Tensor, TensorLike } from '@fermat/autodiff' */
/** @import { LocalCost, Leg, Path, PiecewiseMedium, Vector } from '@fermat/paths' */
/** @import { LayerKind, MediumKind, PathProblem } from '@fermat/toolkit' */

/** @typedef {{ name: string, thickness: number, airspeed: number, wind: number }} Air */

/**
 * The time to move by (along, across) through air that itself moves by `wind` along: the root of
 * `(along - wind t)^2 + across^2 = (airspeed t)^2`. Numbers or tensors, one layer or many.
 *
 * @param {TensorLike} along
 * @param {TensorLike} across
 * @param {TensorLike} airspeed
 * @param {TensorLike} wind
 * @returns {Tensor}
 */
function flightTime(along, across, airspeed, wind) {
  const surplus = sub(square(airspeed), square(wind));
  const root = sqrt(add(square(mul(airspeed, along)), mul(surplus, square(across))));
  return div(sub(root, mul(wind, along)), surplus);
}

/**
 * What `verifySnell` needs to know of a layer: times, and their derivative by the displacement.
 *
 * @param {Air} air
 * @returns {LocalCost}
 */
function driftingCost({ airspeed, wind }) {
  const time = (/** @type {[TensorLike, TensorLike]} */ [along, across]) => flightTime(along, across, airspeed, wind);
  const momentum = grad(time);
  return {
    time: (displacement) => time([displacement[0] ?? 0, displacement[1] ?? 0]).item(),
    momentum: (displacement) => momentum([displacement[0] ?? 0, displacement[1] ?? 0]),
  };
}

/**
 * @param {readonly Air[]} layers
 * @param {number} offset
 * @returns {PathProblem}
 */
function windProblem(layers, offset) {
  // The layers' geometry is that of a layered medium; only what a displacement costs is another.
  const geometry = layered({ layers: layers.map(({ name, thickness, airspeed }) => ({ name, thickness, speed: airspeed })), offset });
  const costs = layers.map(driftingCost);
  const unknowns = layers.length - 1;

  /** @type {PiecewiseMedium} */
  const medium = {
    dimension: 2,
    symmetric: false,
    cost: (position, displacement) => costs[layerAt(position[1] ?? 0)]?.time(displacement) ?? Infinity,
    trace: (path) => geometry.trace(path).map((leg) => drifting(leg)),
  };
  const layerAt = (/** @type {number} */ depth) => {
    const below = geometry.depths.findLastIndex((border) => border <= depth);
    return Math.min(Math.max(below, 0), unknowns);
  };
  const drifting = (/** @type {Leg} */ leg) => {
    const index = layerAt(((leg.from[1] ?? 0) + (leg.to[1] ?? 0)) / 2);
    const cost = /** @type {LocalCost} */ (costs[index]);
    const entry = leg.entry && { ...leg.entry, before: costs[index - 1] ?? null, beyond: cost };
    return { ...leg, cost, entry };
  };

  const airspeeds = layers.map(({ airspeed }) => airspeed);
  const winds = layers.map(({ wind }) => wind);
  const thicknesses = layers.map(({ thickness }) => thickness);
  const withLast = (/** @type {TensorLike} */ spans) => concatenate([spans, reshape(sub(offset, sum(spans)), [1])]);

  return {
    medium,
    labels: layers.slice(0, -1).map(({ name }) => name),
    time: (spans) => sum(flightTime(withLast(spans), thicknesses, airspeeds, winds)),
    vertices: (spans) => {
      const upTo = Array.from({ length: layers.length + 1 }, (_, row) => layers.map((_layer, column) => Number(column < row)));
      return stack([sum(mul(upTo, withLast(spans)), { axis: 1 }), tensor(geometry.depths)], { axis: 1 });
    },
    path: (spans) => layeredPath(geometry, { spans: [...spans] }),
    straight: [...straightSpans(geometry).subarray(0, unknowns)],
    bands: layers.map(({ name, airspeed, wind }, index) => ({
      name,
      from: geometry.depths[index] ?? 0,
      to: geometry.depths[index + 1] ?? 0,
      speed: airspeed,
      note: wind === 0 ? 'no wind' : `wind ${wind}`,
    })),
  };
}

const schema = z.strictObject({
  layers: z
    .array(
      z
        .strictObject({
          name: z.string().describe('a name for the layer of air'),
          thickness: z.number().positive().describe('a number above 0, the thickness of the layer'),
          airspeed: z.number().positive().describe('a number above 0, the speed of the drone through the air'),
          wind: z.number().describe('a number, the speed of the air along the layer'),
        })
        .refine(({ airspeed, wind }) => Math.abs(wind) < airspeed, 'give a wind that is slower than the airspeed'),
    )
    .min(2)
    .describe('a list of at least 2 layers, each with "name", "thickness", "airspeed" and "wind"'),
  offset: z.number().describe('a finite number, how far the goal lies along the layers'),
});

/** @type {MediumKind<typeof schema>} */
const wind = {
  summary: 'parallel layers of air, each with a wind along it',
  schema,
  create: ({ layers, offset }) => windProblem(layers, offset),
};

/** @type {LayerKind<'drawing'>} */
const arrows = {
  summary: 'the wind of each layer of air, as an arrow at its edge',
  target: 'drawing',
  create:
    ({ result: { scenario } }) =>
    (frame) => {
      if (scenario.medium.type !== 'wind') return [];
      const { layers } = /** @type {{ layers: readonly Air[] }} */ (/** @type {unknown} */ (scenario.medium));
      const strongest = Math.max(...layers.map((air) => Math.abs(air.wind)));
      let depth = 0;
      return layers.flatMap((air) => {
        const [, y] = frame.at([0, depth + air.thickness / 2]);
        depth += air.thickness;
        if (air.wind === 0) return [];
        const length = (44 * air.wind) / strongest;
        const middle = frame.left + 40;
        const tip = middle + length / 2;
        const back = tip - 6 * Math.sign(length);
        return /** @type {const} */ ([
          { kind: 'polyline', points: [[middle - length / 2, y], [tip, y]], stroke: '#33658a', strokeWidth: 2 },
          { kind: 'polyline', points: [[back, y - 5], [tip, y], [back, y + 5]], stroke: '#33658a', strokeWidth: 2 },
        ]);
      });
    },
};

export const plugin = definePlugin({ name: 'wind', media: { wind }, layers: { arrows } });
