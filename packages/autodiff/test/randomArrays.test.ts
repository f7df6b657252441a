import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  abs, add, argmax, argmin, argsort, astype, at, broadcastTo, checkpoint, concatenate, cond, conv, cos, cumsum, customJvp, customVjp, exp, flip, floor,
  foriLoop, gather, grad, greater, ifft, interp, jit, jvp, logsumexp,
  matmul, max, mean, mul, prod, reshape, rfft, roll, scan, scatterAdd, select, sin, slice, softmax, sort, sqrt, square, stack, sub, sum, switchCase, takeAlongAxis, tanh,
  transpose, vjp, vmap, whileLoop, type Tensor,
} from '../src/index.js';
import { interpreterBackend } from '../src/backends/interpreterBackend.js';
import { createJsBackend } from '../src/backends/js/jsBackend.js';
import { wasmBackend } from '../src/backends/wasm/wasmBackend.js';
import { newArray } from '../src/graph/tensorType.js';
import { optimize } from '../src/passes/optimize.js';
import { traceAbstract } from '../src/transforms/trace.js';

/** A program is a list of steps on matrices of any shape; what does not fit a shape is cut or broadcast to it. */
type Step = (values: readonly Tensor[]) => Tensor;

const rows = (x: Tensor): number => x.shape[0]!;
const columns = (x: Tensor): number => x.shape[1]!;

/** b in the shape of a: cut where it is longer, repeated from its start where it is shorter. */
function fitted(b: Tensor, a: Tensor): Tensor {
  const cut = slice(b, [0, Math.min(rows(a), rows(b))], [0, Math.min(columns(a), columns(b))]);
  const whole = (x: Tensor, axis: number): Tensor => {
    const missing = a.shape[axis]! - x.shape[axis]!;
    return missing === 0 ? x : concatenate([x, mul(0.5, broadcastTo(sum(x, { axis, keepdims: true }), axis === 0 ? [missing, x.shape[1]!] : [x.shape[0]!, missing]))], { axis });
  };
  return whole(whole(cut, 0), 1);
}

const unaries: readonly ((x: Tensor) => Tensor)[] = [
  sin, tanh, square, transpose,
  x => sqrt(add(0.5, abs(x))),
  x => flip(x),
  x => flip(x, 1),
  x => roll(x, 1, { axis: 0 }),
  x => slice(x, null, [null, null, 2]),
  x => slice(x, [null, null, -2]),
  x => reshape(x, [columns(x), rows(x)]),
  x => reshape(x, [rows(x) * columns(x), 1]),
  x => reshape(x, [1, rows(x) * columns(x)]),
  x => sum(x, { axis: 0, keepdims: true }),
  x => sum(x, { axis: 1, keepdims: true }),
  x => mul(x, mean(x)),
  x => sub(x, max(x, { axis: 1, keepdims: true })),
  x => softmax(x),
  x => logsumexp(x, { axis: 0, keepdims: true }),
  x => cumsum(x, { axis: 0 }),
  x => prod(tanh(x), { axis: 1, keepdims: true }),
  x => matmul(x, transpose(x)),
  x => astype(astype(x, 'float32'), 'float64'),
  x => mul(x, astype(astype(mul(3, tanh(x)), 'int32'), 'float64')),
  x => mul(x, reshape(astype(argmax(x, { axis: 1 }), 'float64'), [rows(x), 1])),
  x => concatenate([x, exp(tanh(x))], { axis: 1 }),
  x => concatenate([slice(x, [1, null]), x, slice(x, [0, 1])]),
  x => vmap((row: Tensor) => mul(row, sum(square(row))))(x),
  x => cond(greater(sum(x), 0.1), (y: Tensor) => sin(y), (y: Tensor) => mul(transpose(transpose(y)), max(y)), x),
  x => sort(x, { axis: 0 }),
  x => takeAlongAxis(x, argsort(mul(-1, x))),
  x => gather(x, argmax(x, { axis: 0 })),
  x => scatterAdd(x, argmin(x, { axis: 0 }), mul(0.5, slice(x, [0, 1]))),
  x => at(x, argmax(slice(x, null, 0)), 0).set(sum(x)),
  x => conv(x, slice(x, [0, 2], 0), { padding: 1 }),
  x => conv(x, slice(x, [0, 2], [0, 2]), { padding: 'same' }),
  x => rfft(x).im,
  x => ifft({ re: x, im: flip(x) }, { axis: 0 }).re,
  x => interp(x, [-1, -0.5, 0.3, 1], slice(concatenate([reshape(x, [-1]), [1, 2, 0.5, -1]]), [0, 4]), { kind: 'cubic' }),
  x => scan((state: Tensor, row: Tensor) => [at(state, argmax(row)).add(sum(row)), gather(state, argmin(row))], slice(x, 0), x)[0].mul(x),
  x => scan((state: Tensor, row: Tensor) => [tanh(add(state, row)), mul(row, sum(state))], mul(0.5, slice(x, 0)), x)[1],
  x => scan((state: Tensor, row: Tensor) => [add(flip(state), row), concatenate([state, sum(mul(state, row), { keepdims: true })])], slice(x, -1), x)[1],
  x => scan((total: Tensor, row: Tensor) => [add(total, max(row)), mul(total, row)], sum(x), x)[1],
  x => scan((state: Tensor, row: Tensor) => [mul(0.5, add(state, row)), sin(state)], slice(x, 0), x, { checkpoint: 2 })[1],
  x => switchCase(floor(mul(3, sum(x))), [(y: Tensor) => sin(y), (y: Tensor) => mul(y, sum(y)), (y: Tensor) => flip(y, 0)], x),
  x => foriLoop(0, 3, (i, y) => add(tanh(mul(y, add(i, 0.5))), roll(x, 1, { axis: 0 })), x),
  x => whileLoop(y => greater(sum(square(y)), 0.4), y => add(mul(0.6, sin(y)), mul(0.01, x)), x, { maxIterations: 12 }),
  x => checkpoint((y: Tensor) => mul(sin(y), sum(y, { axis: 0, keepdims: true })))(x),
  x => jit((y: Tensor) => sub(exp(tanh(y)), mul(0.5, x)))(x),
  x => customJvp((y: Tensor) => sin(y), ([y], [tangent]) => mul(cos(y), tangent))(x),
  x => customVjp((y: Tensor) => mul(y, sum(y)), y => [mul(y, sum(y)), y], (y: Tensor, ct: Tensor) => [add(mul(sum(y), ct), sum(mul(ct, y)))])(x),
];

const binaries: readonly ((a: Tensor, b: Tensor) => Tensor)[] = [
  (a, b) => add(a, fitted(b, a)),
  (a, b) => mul(fitted(b, a), a),
  (a, b) => select(greater(a, fitted(b, a)), sin(a), mul(a, fitted(b, a))),
  (a, b) => matmul(a, transpose(fitted(b, a))),
  (a, b) => add(a, slice(b, [0, 1], [0, 1])),
];

const LARGEST = 60;

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.nat(unaries.length - 1), fc.nat(20)).map(([op, at]): Step => values => unaries[op]!(values[at % values.length]!)) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(binaries.length - 1), fc.nat(20), fc.nat(20)).map(
      ([op, a, b]): Step => values => binaries[op]!(values[a % values.length]!, values[b % values.length]!),
    ),
  },
);

const program = fc.array(step, { minLength: 1, maxLength: 8 }).map(steps => (x: Tensor): Tensor[] => {
  const values = [x];
  for (const next of steps) {
    const value = next(values);
    if (value.size <= LARGEST) values.push(tanh(value));
  }
  return values.slice(-2);
});

const matrix = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([n, m]) => fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: n * m, maxLength: n * m }).map(elements => ({ shape: [n, m], elements: Float64Array.from(elements) })));

const total = (f: (x: Tensor) => Tensor[], x: Tensor): Tensor => f(x).map(value => sum(value)).reduce((a, b) => add(a, b));

function expectClose(found: Tensor, expected: Tensor, tolerance = 1e-9): void {
  expect(found.shape).toEqual(expected.shape);
  const numbers = expected.data();
  const scale = Math.max(1, ...numbers.map(Math.abs));
  found.data().forEach((value, i) => expect(Math.abs(value - numbers[i]!) / scale).toBeLessThan(tolerance));
}

describe('random programs of arrays', () => {
  const runs = { numRuns: Number(process.env['FERMAT_RUNS'] ?? 150) };

  it('give the same bits on every backend, with their gradients', () => {
    const backends = [interpreterBackend, createJsBackend(Infinity), createJsBackend(0), wasmBackend];
    fc.assert(
      fc.property(program, matrix, (f, { shape, elements }) => {
        const both = (x: Tensor): Tensor[] => [...f(reshape(x, shape)), grad((z: Tensor) => total(f, reshape(z, shape)))(x)];
        const graph = optimize(traceAbstract('test', both, [elements]).graph);
        const [interpreted, ...compiled] = backends.map(backend => {
          const outputs = graph.outputs.map(({ type }) => newArray(type.dtype, type.size));
          backend.compile(graph).run(elements, ...outputs);
          return outputs;
        });
        for (const outputs of compiled) expect(outputs).toEqual(interpreted);
      }),
      runs,
    );
  });

  it('are batched over any axis as a loop over its elements, and so are their gradients', () => {
    const axis = fc.nat(2);
    fc.assert(
      fc.property(program, matrix, axis, axis, fc.integer({ min: 1, max: 3 }), (f, { shape, elements }, inAxis, outAxis, count) => {
        const x = reshape(elements, shape);
        const gradient = grad((z: Tensor) => total(f, z));
        const both = (z: Tensor): Tensor[] => [...f(z), gradient(z)];
        const members = Array.from({ length: count }, (_, i) => mul(x, 1 - 0.3 * i));
        const found = vmap(both, { inAxes: inAxis, outAxes: outAxis })(stack(members, { axis: inAxis }));
        const each = members.map(both);
        for (const [k, output] of found.entries()) expectClose(output, stack(each.map(results => results[k]!), { axis: outAxis }));
      }),
      runs,
    );
  });

  it('have tangents and cotangents that are transposes of each other', () => {
    fc.assert(
      fc.property(program, matrix, (f, { shape, elements }) => {
        const x = reshape(elements, shape);
        const last = (z: Tensor): Tensor => f(z).at(-1)!;
        const v = cos(mul(7, x));
        const tangent = jvp(last, [x], [v])[1];
        const u = sin(add(tangent, 1));
        const [cotangent] = vjp(last, x)[1](u);
        const float32Rounding = 1e-6;
        expectClose(sum(mul(cotangent, v)), sum(mul(u, tangent)), float32Rounding);
      }),
      runs,
    );
  });
});
