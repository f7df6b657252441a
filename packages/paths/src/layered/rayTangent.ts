import { CompensatedSum } from '../numeric/compensatedSum.js';
import { rayOf, speedDeficit } from './ray.js';
import type { Stack } from './ray.js';

/** The steepness of the ray that reaches a distance: all its angles follow from it. */
export interface RayTangent {
  /** The tangent of the ray's angle from the normal where the speed is the largest; `Infinity` for a ray along it. */
  readonly tangent: number;
  readonly iterations: number;
}

/** A bound that is not met: about 5 steps are needed, and 51 at most in 20,000 stacks made to be hard. */
const maxIterations = 200;

/**
 * Finds the ray that crosses a stack and arrives `distance >= 0` further along it.
 *
 * The ray parameter p itself is no use near the critical angle, where all its digits agree with 1 / maxSpeed. The
 * tangent q in the fastest layer keeps them: with s = v / maxSpeed and e = 1 - s^2, the distance
 * `X(q) = sum d s q / sqrt(1 + e q^2)` increases and is concave, so that Newton's method from a lower bound grows
 * towards the root and never passes it. Only rounding makes it stop growing, and that ends it.
 *
 * Source: Y. Tian and X. Chen, "A rapid and accurate two-point ray tracing method in horizontally layered velocity
 * model", Acta Seismologica Sinica 18 (2005), 154-161; X. Fang and X. Chen, "A fast and robust two-point ray tracing
 * method in layered media with constant or linearly varying layer velocity", Geophysical Prospecting 67 (2019), 1811-1824.
 */
export function rayTangent(stack: Stack, distance: number): RayTangent {
  if (distance === 0) return { tangent: 0, iterations: 0 };
  const reach = scaledReach(stack, distance);
  let tangent = lowestTangent(reach);
  let iterations = 0;
  while (tangent < Infinity && iterations < maxIterations) {
    const { distance: reached, slope } = distanceAt(reach, tangent);
    const next = tangent + (reach.distance - reached) / slope;
    iterations++;
    if (!(next > tangent)) break;
    tangent = next;
  }
  return { tangent, iterations };
}

/** The terms of X(q), lengths divided by the largest one. The layers of the largest speed make one linear term. */
interface Reach {
  readonly distance: number;
  readonly fastest: number;
  /** d s of the other layers. */
  readonly slow: Float64Array;
  /** 1 - s^2 of the other layers. */
  readonly deficits: Float64Array;
}

function scaledReach({ thicknesses, speeds, maxSpeed }: Stack, distance: number): Reach {
  const longest = thicknesses.reduce((a, b) => Math.max(a, b), distance);
  const slow = new Float64Array(speeds.length);
  const deficits = new Float64Array(speeds.length);
  const fastest = new CompensatedSum();
  let count = 0;
  for (let i = 0; i < speeds.length; i++) {
    const thickness = thicknesses[i]! / longest;
    const speed = speeds[i]!;
    if (speed === maxSpeed) {
      fastest.add(thickness);
    } else {
      slow[count] = thickness * (speed / maxSpeed);
      deficits[count] = speedDeficit(speed, maxSpeed);
      count++;
    }
  }
  return {
    distance: distance / longest,
    fastest: fastest.value,
    slow: slow.subarray(0, count),
    deficits: deficits.subarray(0, count),
  };
}

/** The larger of two lower bounds: X(q) <= q X'(0), and X(q) <= fastest q + the most that the others ever contribute. */
function lowestTangent({ distance, fastest, slow, deficits }: Reach): number {
  const slopeAtZero = new CompensatedSum();
  const limit = new CompensatedSum();
  slopeAtZero.add(fastest);
  slow.forEach((reach, i) => {
    slopeAtZero.add(reach);
    limit.add(reach / Math.sqrt(deficits[i]!));
  });
  const beyond = distance - limit.value;
  return Math.max(distance / slopeAtZero.value, beyond > 0 ? beyond / fastest : 0);
}

/** X(q) and X'(q), through 1 / q beyond q = 1. */
function distanceAt({ fastest, slow, deficits }: Reach, q: number): { distance: number; slope: number } {
  const { along, across } = rayOf(q);
  const distance = new CompensatedSum();
  distance.add(fastest * q);
  let slope = fastest;
  for (let i = 0; i < slow.length; i++) {
    const w = 1 / Math.sqrt(across * across + deficits[i]! * along * along);
    const cosines = across * w;
    distance.add(slow[i]! * along * w);
    slope += slow[i]! * cosines * cosines * cosines;
  }
  return { distance: distance.value, slope };
}
