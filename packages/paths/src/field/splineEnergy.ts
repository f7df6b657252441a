import type { BandedMatrix } from '../numeric/bandedCholesky.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import type { SpeedField } from './field.js';
import { cubicAt, cubicSlopesAt, piecesOf } from './spline.js';
import type { Spline } from './spline.js';

const rule = gaussLegendre(4);

const nodes = Array.from(rule.nodes, (part, i) => ({ weight: rule.weights[i]!, values: cubicAt(part), slopes: cubicSlopesAt(part) }));

/** How far apart the places are whose slopes give the curvature of the speed, relative to the box. */
const difference = 1e-6;

/** The energy of splines near one: its first and second derivatives by the knots. */
export interface EnergyModel {
  readonly gradient: Float64Array;
  readonly hessian: BandedMatrix;
  /** What the diagonal would be if the speed were the same everywhere near: positive. */
  readonly stiffness: Float64Array;
}

/**
 * The energy `integral of |x'(u)|^2 / v(x(u))^2 du` of a spline, whose speed beyond the bounds is that of the nearest point inside;
 * its derivatives are added to a model, if there is one.
 */
export function splineEnergy(field: SpeedField, { dimension, knots }: Spline, model?: EnergyModel): number {
  const pieces = piecesOf({ dimension, knots });
  const density = densityOf(field);
  let energy = 0;
  const [outside, velocity] = [new Float64Array(dimension), new Float64Array(dimension)];
  for (let piece = 0; piece < pieces; piece++) {
    const first = 2 * piece * dimension;
    for (const { weight, values, slopes } of nodes) {
      let square = 0;
      for (let axis = 0; axis < dimension; axis++) {
        let [place, along] = [0, 0];
        for (let k = 0; k < 4; k++) {
          const knot = knots[first + k * dimension + axis]!;
          place += values[k]! * knot;
          along += slopes[k]! * knot;
        }
        outside[axis] = place;
        velocity[axis] = along;
        square += along * along;
      }
      const share = pieces * weight;
      const { value, slope, curvature } = density(outside, model !== undefined);
      energy += share * square * value;
      if (model === undefined) continue;
      for (let i = 0; i < 4 * dimension; i++) {
        const [k, axis] = [Math.floor(i / dimension), i % dimension];
        const [here, pull] = [values[k]!, 2 * velocity[axis]! * slopes[k]!];
        model.gradient[first + i]! += share * (pull * value + square * slope[axis]! * here);
        model.stiffness[first + i]! += 2 * share * value * slopes[k]! ** 2;
        const row = (first + i) * (model.hessian.width + 1) + model.hessian.width - i;
        for (let j = 0; j <= i; j++) {
          const [l, other] = [Math.floor(j / dimension), j % dimension];
          const there = values[l]!;
          const push = 2 * velocity[other]! * slopes[l]!;
          const bend = square * curvature[axis * dimension + other]! * here * there + pull * slope[other]! * there + push * slope[axis]! * here;
          model.hessian.entries[row + j]! += share * (bend + (axis === other ? 2 * value * slopes[k]! * slopes[l]! : 0));
        }
      }
    }
  }
  return energy;
}

/** What the squared slowness is at a place, and how it changes. */
interface Density {
  value: number;
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
}

function densityOf({ dimension, bounds, speedAndGradient }: SpeedField): (outside: Float64Array, isCurved: boolean) => Density {
  const place = new Float64Array(dimension);
  const gradient = new Float64Array(dimension);
  const [low, high] = [new Float64Array(dimension), new Float64Array(dimension)];
  const density: Density = { value: 0, slope: new Float64Array(dimension), curvature: new Float64Array(dimension * dimension) };
  const read = (slope: Float64Array): number => {
    const speed = speedAndGradient(place, gradient);
    for (let axis = 0; axis < dimension; axis++) slope[axis] = (-2 * gradient[axis]!) / speed ** 3;
    return 1 / (speed * speed);
  };
  return (outside, isCurved) => {
    for (let axis = 0; axis < dimension; axis++) place[axis] = Math.min(Math.max(outside[axis]!, bounds[axis]!), bounds[dimension + axis]!);
    density.value = read(density.slope);
    if (!isCurved) return density;
    for (let axis = 0; axis < dimension; axis++) {
      const [here, least, most] = [place[axis]!, bounds[axis]!, bounds[dimension + axis]!];
      const step = difference * (most - least);
      const [before, after] = [Math.max(here - step, least), Math.min(here + step, most)];
      place[axis] = before;
      read(low);
      place[axis] = after;
      read(high);
      place[axis] = here;
      for (let other = 0; other < dimension; other++) density.curvature[axis * dimension + other] = (high[other]! - low[other]!) / (after - before);
    }
    for (let axis = 0; axis < dimension; axis++) {
      const isOutside = place[axis] !== outside[axis];
      if (isOutside) density.slope[axis] = 0;
      for (let other = 0; other < dimension; other++) {
        const [one, two] = [axis * dimension + other, other * dimension + axis];
        if (isOutside) density.curvature[one] = density.curvature[two] = 0;
        else density.curvature[one] = density.curvature[two] = (density.curvature[one]! + density.curvature[two]!) / 2;
      }
    }
    return density;
  };
}
