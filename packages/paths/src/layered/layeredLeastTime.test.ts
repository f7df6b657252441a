import { grad, hessian, jacobian, jit, vmap } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { checkGradients } from '@fermat/autodiff/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastTimePath } from '../search/leastTimePath.js';
import { sensitivity } from '../sensitivity/sensitivity.js';
import { ordinaryMedium, stackOf } from '../testing/media.js';
import { layeredLeastTime } from './layeredLeastTime.js';
import { solveLayered } from './solveLayered.js';

interface Parameters {
  readonly thicknesses: Tensor;
  readonly speeds: Tensor;
  readonly offset: Tensor;
}
const time = (parameters: Parameters): Tensor => layeredLeastTime(parameters).time;
const terrains = { thicknesses: Float64Array.of(10, 10, 10), speeds: Float64Array.of(0.7, 0.3, 0.45), offset: 20 };

describe('layeredLeastTime', () => {
  it('is the solution in closed form, and has its derivatives', () => {
    fc.assert(
      fc.property(ordinaryMedium, (medium) => {
        const { thicknesses, speeds, distance: offset } = medium;
        const found = layeredLeastTime({ thicknesses, speeds, offset });
        const { time: least, spans } = solveLayered(medium);
        expect(Math.abs(found.time.item() / least - 1)).toBeLessThan(1e-13);
        found.spans.data().forEach((span, i) => expect(Math.abs(span - spans[i]!)).toBeLessThan(1e-8 * Math.abs(offset)));
        const slopes = grad(time)({ thicknesses, speeds, offset });
        const known = sensitivity(leastTimePath(medium), medium);
        slopes.speeds.forEach((slope, i) => expect(slope).toBeCloseTo(known.speeds[i]!, 8));
        slopes.thicknesses.forEach((slope, i) => expect(slope).toBeCloseTo(known.thicknesses[i]!, 8));
        expect(slopes.offset).toBeCloseTo(known.to[0]!, 8);
      }),
      { numRuns: 30 },
    );
  });

  it('bends as the implicit function theorem says', () => {
    const spans = (parameters: Parameters): Tensor => layeredLeastTime(parameters).spans;
    const rows = jacobian(spans)(terrains) as unknown as { speeds: Tensor };
    const known = sensitivity(leastTimePath(stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20)), stackOf([10, 10, 10], [0.7, 0.3, 0.45], 20));
    const bySecondSpeed = known.pointsChange({ speeds: [0, 1, 0] }).map(([x]) => x!);
    const change = (rows.speeds.toArray() as number[][]).map((row) => row[1]!);
    change.forEach((value, i) => expect(value).toBeCloseTo(bySecondSpeed[i + 1]! - bySecondSpeed[i]!, 10));
  });

  it('is differentiable twice, compiled, and for many offsets at once', () => {
    checkGradients(time, [{ thicknesses: Float64Array.of(2, 3, 1), speeds: Float64Array.of(2, 1, 4), offset: 5 }]);
    const bySpeeds = (speeds: Tensor): Tensor => layeredLeastTime({ ...terrains, speeds }).time;
    const curvature = hessian(bySpeeds)(terrains.speeds);
    expect(curvature.toArray()).toHaveLength(3);
    const compiled = jit((offset: Tensor) => layeredLeastTime({ ...terrains, offset }).time);
    expect(compiled(20).item()).toBeCloseTo(81.91168784496783, 12);
    const times = vmap((offset: Tensor) => layeredLeastTime({ ...terrains, offset }).time)(Float64Array.of(20, -20, 0));
    expect(times.data()[0]).toBeCloseTo(81.91168784496783, 12);
    expect(times.data()[1]).toBe(times.data()[0]);
    expect(times.data()[2]).toBeCloseTo(10 / 0.7 + 10 / 0.3 + 10 / 0.45, 12);
  });

  it('refuses what are no layers', () => {
    expect(() => layeredLeastTime({ thicknesses: [1, 2], speeds: [1], offset: 3 })).toThrow(expect.objectContaining({ code: 'WRONG_UNKNOWNS' }));
    expect(() => layeredLeastTime({ thicknesses: [1], speeds: [1], offset: [3] })).toThrow(/one offset/);
  });
});
