import type { VectorObjective } from '@fermat/optim';
import { subtract } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { gaussLegendre } from '../numeric/gaussLegendre.js';
import { atRest, bendSlopesAt, bendsAt, restingBends } from './curve.js';
import type { Rests } from './curve.js';
import type { SpeedField } from './field.js';

/**
 * The energy `integral of |x'(u)|^2 / v(x(u))^2 du` of the curves between two points, as a function of the coefficients of an even
 * number of bends.
 *
 * It is at least the square of the time (Cauchy-Schwarz), and equal to it where the curve runs at the speed of the medium
 * throughout: its minimum is the least time, and unlike the time it settles how the curve is parametrised. Beyond the
 * bounds the speed is that of the nearest point inside, so that a curve gains nothing by leaving them. Where the speed is 0 at an
 * end, the curve rests there: so the slowness, which has no bound, is integrated as a smooth function.
 */
export function curveEnergy(field: SpeedField, from: Point, to: Point, rests: Rests, degree: number): VectorObjective {
  const { dimension, bounds } = field;
  const { nodes, weights } = gaussLegendre(2 * degree + 8);
  const line = subtract(to, from);
  const rows = Array.from(nodes.subarray(0, nodes.length / 2), (u): Row => ({ bends: bendsAt(degree, u), slopes: bendSlopesAt(degree, u) }));
  const along = line.map(() => new Float64Array(degree));
  const slopes = line.map(() => new Float64Array(degree));
  /** Of each coordinate what `sumParts` gives, and the derivative of the energy by it. */
  const parts = line.map(() => new Float64Array(4));
  const answers = line.map(() => new Float64Array(4));
  const [place, outside, velocity, gradient] = [0, 1, 2, 3].map(() => new Float64Array(dimension)) as [Float64Array, Float64Array, Float64Array, Float64Array];

  /** The energy at a place of the first half, or at the one that mirrors it, where bends of the one kind have the other sign. */
  const energyAt = (node: number, sign: 1 | -1): number => {
    let square = 0;
    for (let axis = 0; axis < dimension; axis++) {
      const part = parts[axis]!;
      outside[axis] = from[axis]! + nodes[node]! * line[axis]! + part[0]! + sign * part[1]!;
      place[axis] = Math.min(Math.max(outside[axis]!, bounds[axis]!), bounds[dimension + axis]!);
      velocity[axis] = line[axis]! + sign * part[2]! + part[3]!;
      square += velocity[axis]! * velocity[axis]!;
    }
    const speed = field.speedAndGradient(place, gradient);
    const share = weights[node]! / (speed * speed);
    for (let axis = 0; axis < dimension; axis++) {
      const answer = answers[axis]!;
      const toPlace = place[axis] === outside[axis] ? (-2 * share * square * gradient[axis]!) / speed : 0;
      const toVelocity = 2 * share * velocity[axis]!;
      answer[0]! += toPlace;
      answer[1]! += sign * toPlace;
      answer[2]! += sign * toVelocity;
      answer[3]! += toVelocity;
    }
    return share * square;
  };
  return {
    valueAndGrad(coefficients, out) {
      const resting = rests.start || rests.end ? atRest({ from, to, coefficients }, rests).coefficients : coefficients;
      for (let i = 0; i < resting.length; i++) along[i % dimension]![Math.floor(i / dimension)] = resting[i]!;
      for (const slope of slopes) slope.fill(0);
      let energy = 0;
      for (const [node, row] of rows.entries()) {
        for (let axis = 0; axis < dimension; axis++) {
          sumParts(row, along[axis]!, parts[axis]!);
          answers[axis]!.fill(0);
        }
        energy += energyAt(node, 1) + energyAt(nodes.length - 1 - node, -1);
        for (let axis = 0; axis < dimension; axis++) addAnswers(row, answers[axis]!, slopes[axis]!);
      }
      if (rests.start || rests.end) for (const slope of slopes) fromResting(slope, rests);
      for (let i = 0; i < out.length; i++) out[i] = slopes[i % dimension]![Math.floor(i / dimension)]!;
      return energy;
    },
  };
}

/** What each bend adds to the place and to the velocity, where a curve has come so far. */
interface Row {
  readonly bends: Float64Array;
  readonly slopes: Float64Array;
}

/**
 * What every second bend of a coordinate adds to it and what the others do, and the same for its velocity: at the place that mirrors
 * this one the second and the third of these have the other sign.
 */
function sumParts({ bends, slopes }: Row, coefficients: Float64Array, parts: Float64Array): void {
  let [place, otherPlace, velocity, otherVelocity] = [0, 0, 0, 0];
  for (let k = 0; k < coefficients.length; k += 2) {
    const [one, other] = [coefficients[k]!, coefficients[k + 1]!];
    place += bends[k]! * one;
    otherPlace += bends[k + 1]! * other;
    velocity += slopes[k]! * one;
    otherVelocity += slopes[k + 1]! * other;
  }
  parts[0] = place;
  parts[1] = otherPlace;
  parts[2] = velocity;
  parts[3] = otherVelocity;
}

/** Adds the derivative of the energy by each coefficient, given that by the parts. */
function addAnswers({ bends, slopes }: Row, answers: Float64Array, sums: Float64Array): void {
  const [place, otherPlace] = [answers[0]!, answers[1]!];
  const [velocity, otherVelocity] = [answers[2]!, answers[3]!];
  for (let k = 0; k < sums.length; k += 2) {
    sums[k]! += bends[k]! * place + slopes[k]! * velocity;
    sums[k + 1]! += bends[k + 1]! * otherPlace + slopes[k + 1]! * otherVelocity;
  }
}

/** From the derivative by the coefficients of a resting curve to that by those of the curve which `atRest` makes it of. */
function fromResting(slopes: Float64Array, rests: Rests): void {
  const { start, end } = restingBends(rests);
  const [one, two] = [slopes[0]!, slopes[1]!];
  const [first, last] = [0, 1].map((u) => bendSlopesAt(slopes.length, u)) as [Float64Array, Float64Array];
  const [toFirst, toLast] = [start, end].map((share) => share[0] * one + share[1] * two) as [number, number];
  for (let k = 0; k < slopes.length; k++) slopes[k]! += toFirst * first[k]! + toLast * last[k]!;
}
