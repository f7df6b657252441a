import { cornersOf, depthInside, diagonalOf } from '../geometry/bounds.js';
import { norm, scale } from '../geometry/vector.js';
import type { Point } from '../geometry/vector.js';
import { dormandPrinceStep, stepFactor } from '../numeric/dormandPrince.js';
import type { Rate, Step } from '../numeric/dormandPrince.js';
import { hasChangedSign, signChange } from '../numeric/signChange.js';
import { RayRecorder } from '../ray/rayRecorder.js';
import type { Ray, RayLaunch } from '../ray/traceRay.js';
import { checkInside } from './field.js';
import type { SpeedField } from './field.js';

/** The error allowed in each step, relative to the extent of the field, the slowness at the start, and the product of both. */
const tolerance = 1e-12;

const maxSteps = 100_000;

/**
 * Follows a ray through a field by Hamilton's equations of `|p| - 1 / v = 0`, in which the parameter is the length:
 * `x' = p / |p|`, `p' = grad(1 / v)`, `time' = 1 / v`.
 *
 * Source: V. Cerveny, Seismic Ray Theory, Cambridge 2001, section 3.1.1, equations 3.1.10 and 3.1.11.
 */
export function fieldRay(field: SpeedField, { from, direction, length, until }: RayLaunch): Ray {
  checkInside(field, 'from', from);
  const { dimension, bounds } = field;
  const extent = diagonalOf(cornersOf(bounds));
  const longest = length ?? 100 * extent;
  const slowness = 1 / field.speedAt(from);
  const rate = hamiltonRate(field);
  const scales = Float64Array.from({ length: 2 * dimension + 1 }, (_, i) => {
    return tolerance * (i < dimension ? extent : i < 2 * dimension ? slowness : extent * slowness);
  });
  const pointOf = (state: Float64Array): Point => Array.from(state.subarray(0, dimension));
  const ray = new RayRecorder();
  const record = (state: Float64Array, gone: number): void => {
    ray.add(pointOf(state), Array.from(state.subarray(dimension, 2 * dimension)), state[2 * dimension]!, gone);
  };

  let state: Float64Array = Float64Array.of(...Array.from(from), ...scale(direction, slowness), 0);
  let slope: Float64Array = new Float64Array(state.length);
  rate(state, slope);
  let gone = 0;
  let step = extent / 100;
  let side = until(pointOf(state));
  record(state, gone);
  if (!slope.every(Number.isFinite)) return ray.end('boundary');

  while (ray.steps < maxSteps) {
    const size = Math.min(step, longest - gone);
    const tried = dormandPrinceStep(rate, state, slope, size, scales);
    step = size * stepFactor(tried.error);
    if (tried.error > 1) {
      if (gone + step > gone) continue;
      return ray.end('boundary');
    }
    const end = pointOf(tried.state);
    const left = depthInside(bounds, end) < 0;
    const turned = hasChangedSign(side, until(end));
    if (left || turned) {
      const [start, first] = [state, slope];
      const after = (part: number): Step => dormandPrinceStep(rate, start, first, part, scales);
      const inside = left ? signChange((part) => (part === 0 ? 1 : depthInside(bounds, pointOf(after(part).state))), 0, size) : size;
      const value = (part: number): number => (part === 0 ? side : until(pointOf(after(part).state)));
      const met = turned && hasChangedSign(side, value(inside));
      const part = met ? signChange(value, 0, inside) : inside;
      if (part > 0) record(after(part).state, gone + part);
      return ray.end(met ? 'until' : 'boundary');
    }
    ({ state, rate: slope } = tried);
    gone = size === longest - gone ? longest : gone + size;
    side = until(end);
    record(state, gone);
    if (gone >= longest) return ray.end('length');
  }
  return ray.end('steps');
}

function hamiltonRate({ dimension, speedAndGradient }: SpeedField): Rate {
  const gradient = new Float64Array(dimension);
  return (state, rate) => {
    const speed = speedAndGradient(state.subarray(0, dimension), gradient);
    const momentum = state.subarray(dimension, 2 * dimension);
    const size = norm(momentum);
    for (let axis = 0; axis < dimension; axis++) {
      rate[axis] = momentum[axis]! / size;
      rate[dimension + axis] = -gradient[axis]! / (speed * speed);
    }
    // Where there is no speed there is no ray.
    rate[2 * dimension] = speed > 0 ? 1 / speed : NaN;
  };
}
