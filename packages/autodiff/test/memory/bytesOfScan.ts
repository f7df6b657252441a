import { layOut } from '../../src/backends/wasm/layout.js';
import { add, grad, mul, scan, sin, sum, type ScanOptions, type Tensor } from '../../src/index.js';
import { schedule } from '../../src/kernel/program/schedule.js';
import { optimize } from '../../src/passes/optimize.js';
import { traceAbstract } from '../../src/transforms/trace.js';

/** The numbers that the state of the simulation has. */
export const STATE_SIZE = 8;

/** The bytes of memory that the compiled gradient of a simulation of so many steps has. */
export function bytesOfScan(steps: number, options: ScanOptions = {}): number {
  const step = (state: Tensor): readonly [Tensor, readonly []] => [add(state, mul(0.01, sin(mul(state, sum(state))))), []];
  const end = (start: Tensor): Tensor => sum(scan<Tensor, readonly [], readonly []>(step, start, null, { length: steps, ...options })[0]);
  const { graph } = traceAbstract('jit', (start: Tensor) => grad(end)(start), [new Float64Array(STATE_SIZE)]);
  return layOut(schedule(optimize(graph))).bytes;
}
