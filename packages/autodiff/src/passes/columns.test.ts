import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, concatenate, exp, expandDims, grad, jit, mul, neg, reshape, slice, sqrt, square, sub, sum, tensor, trace, valueAndGrad, vmap, type Tensor } from '../index.js';
import { compile } from '../transforms/compile.js';
import { traceAbstract } from '../transforms/trace.js';
import { optimize } from './optimize.js';

type OnMatrix = (x: Tensor) => Tensor;

/** What arrays of columns meet: each takes a matrix to one with as many rows. */
const steps: readonly OnMatrix[] = [
  x => square(x),
  x => exp(neg(square(x))),
  x => add(x, slice(x, null, [0, 1])),
  x => concatenate([x, expandDims(sum(x, { axis: 1 }), 1)], { axis: 1 }),
  x => (x.shape[1]! > 1 ? slice(x, null, [1, null]) : x),
  x => slice(x, null, [null, null, -1]),
  x => mul(x, tensor([2, 4, 0.5, 8, 0.25, 16].slice(0, x.shape[1]))),
  x => sub(x, expandDims(sum(x, { axis: 1 }), 1)),
  x => mul(x, sum(x, { axis: 0 })),
  x => concatenate([slice(x, null, [0, 1]), x], { axis: 1 }),
  x => grad((y: Tensor) => add(sum(square(slice(y, [0, null, 2]))), sum(exp(slice(y, [1, null, 2])))))(x),
];

/** Pads that are joined keep the sign of a zero, which is lost where they are added. */
const unsigned = (x: number): number => (x === 0 ? 0 : x);

const programs = fc.record({
  rows: fc.integer({ min: 14, max: 35 }),
  columns: fc.integer({ min: 1, max: 4 }),
  steps: fc.array(fc.nat({ max: steps.length - 1 }), { minLength: 1, maxLength: 6 }),
});

it('columns give the same bits as the whole, on every backend', () => {
  fc.assert(
    fc.property(programs, ({ rows, columns, steps: chosen }) => {
      const f: OnMatrix = x => chosen.reduce((value, step) => steps[step]!(value), x);
      const x = reshape(Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(i) / 2), [rows, columns]);
      const { graph } = traceAbstract('jit', f, [x]);
      const [interpreted, ...generated] = (['interpreter', 'js', 'wasm'] as const).map(backend => {
        const out = new Float64Array(graph.outputs[0]!.size);
        compile(graph, { backend }).run(x.data(), out);
        return out;
      });
      generated.forEach(out => expect(out).toEqual(interpreted));
      expect(interpreted!.map(unsigned)).toEqual(f(x).data().map(unsigned));
    }),
    { numRuns: 60 },
  );
});

const lengths: OnMatrix = x => sum(sqrt(add(sum(square(x), { axis: 1 }), 1)));

it('take the place of the whole where a sum over them is asked for', () => {
  const text = optimize(trace(lengths)(reshape(new Float64Array(60), [20, 3]))).toString();
  expect(text).not.toContain('[20,3] = square');
  expect(text).toContain('[20] = square');
  expect(optimize(trace(lengths)(reshape(new Float64Array(200), [20, 10]))).toString()).toContain('[20,10] = square');
});

it('leave derivatives as they are', () => {
  const x = reshape(Float64Array.from({ length: 60 }, (_, i) => Math.cos(i)), [20, 3]);
  const slopes = grad(lengths)(x).data();
  jit(grad(lengths))(x).data().forEach((slope, i) => expect(slope).toBeCloseTo(slopes[i]!, 14));
});

it('put many small problems into one loop', () => {
  const crossing = ([a, b]: [Tensor, Tensor]): Tensor => add(sqrt(add(square(a), 1)), sqrt(add(square(sub(b, a)), 4)));
  const each = vmap((x: Tensor) => valueAndGrad(crossing)([slice(x, 0), slice(x, 1)] as never));
  const starts = reshape(Float64Array.from({ length: 64 }, (_, i) => Math.sin(i)), [32, 2]);
  const text = optimize(traceAbstract('jit', each, [starts]).graph).toString();
  expect(text).not.toContain('sum');
});
