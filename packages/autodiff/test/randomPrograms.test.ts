import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add, concatenate, cos, div, exp, flip, grad, greater, jit, jvp, maximum, mul, neg, reshape, select, sin, slice, softplus, sqrt, square, sub, sum,
  tanh, transpose, vjp, type Tensor,
} from '../src/index.js';
import { interpreterBackend } from '../src/backends/interpreterBackend.js';
import { createJsBackend } from '../src/backends/js/jsBackend.js';
import { wasmBackend } from '../src/backends/wasm/wasmBackend.js';
import { optimize } from '../src/passes/optimize.js';
import { traceAbstract } from '../src/transforms/trace.js';

/** A program is a list of steps, each of which adds a value of its own shape computed from earlier ones. */
type Step = (values: readonly Tensor[]) => Tensor;

const SIZE = 6;

const unaries: readonly ((x: Tensor) => Tensor)[] = [
  sin, cos, tanh, softplus, square, neg,
  x => exp(mul(0.3, tanh(x))),
  x => sqrt(add(1, square(x))),
  x => flip(x),
  x => reshape(transpose(reshape(x, [2, 3])), [SIZE]),
  x => concatenate([slice(x, [2, null]), slice(x, [0, 2])]),
  x => mul(x, sum(x)),
  x => reshape(sub(reshape(x, [3, 2]), mul(0.1, sum(reshape(x, [3, 2]), { axis: 0 }))), [SIZE]),
  x => jit((y: Tensor) => mul(y, sin(y)))(x),
];

const binaries: readonly ((a: Tensor, b: Tensor) => Tensor)[] = [
  add, sub, mul, maximum,
  (a, b) => div(a, add(1.5, square(b))),
  (a, b) => select(greater(a, b), sin(a), mul(a, b)),
  (a, b) => jit((x: Tensor) => add(mul(x, b), a))(a),
];

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.nat(unaries.length - 1), fc.nat(20)).map(([op, at]): Step => values => unaries[op]!(values[at % values.length]!)),
  fc.tuple(fc.nat(binaries.length - 1), fc.nat(20), fc.nat(20)).map(
    ([op, a, b]): Step => values => binaries[op]!(values[a % values.length]!, values[b % values.length]!),
  ),
);

const program = fc.array(step, { minLength: 1, maxLength: 8 }).map(steps => (x: Tensor): Tensor => {
  const values = [x];
  for (const next of steps) values.push(tanh(next(values)));
  return values[values.length - 1]!;
});

const vector = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: SIZE, maxLength: SIZE }).map(xs => Float64Array.from(xs));

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((total, x, i) => total + x * b[i]!, 0);

describe('random programs', () => {
  const runs = { numRuns: Number(process.env['FERMAT_RUNS'] ?? 150) };

  it('give the same bits on every backend, as loops and as straight-line code, with their gradients', () => {
    const backends = [interpreterBackend, createJsBackend(Infinity), createJsBackend(0), wasmBackend];
    fc.assert(
      fc.property(program, vector, vector, (f, x, y) => {
        const both = (a: Tensor, b: Tensor): Tensor[] => [f(a), grad((z: Tensor) => sum(mul(f(z), b)))(a)];
        const graph = optimize(traceAbstract('test', both, [x, y]).graph);
        const [interpreted, ...compiled] = backends.map(backend => {
          const outputs = [new Float64Array(SIZE), new Float64Array(SIZE)];
          backend.compile(graph).run(x, y, ...outputs);
          return outputs;
        });
        for (const outputs of compiled) expect(outputs).toEqual(interpreted);
      }),
      runs,
    );
  });

  it('have tangents and cotangents that are transposes of each other', () => {
    fc.assert(
      fc.property(program, vector, vector, vector, (f, x, v, u) => {
        const tangent = jvp(f, [x], [v])[1].data();
        const [cotangent] = vjp(f, x)[1](u) as [Float64Array];
        expect(dot(cotangent, v)).toBeCloseTo(dot(u, tangent), 8);
      }),
      runs,
    );
  });

  it('have symmetric second derivatives', () => {
    fc.assert(
      fc.property(program, vector, vector, vector, (f, x, v, w) => {
        const gradient = (y: Tensor): Tensor => grad((z: Tensor) => sum(f(z)))(y);
        const scale = 1 + Math.abs(dot(jvp(gradient, [x], [v])[1].data(), v));
        const vw = dot(jvp(gradient, [x], [v])[1].data(), w) / scale;
        const wv = dot(jvp(gradient, [x], [w])[1].data(), v) / scale;
        expect(vw).toBeCloseTo(wv, 7);
      }),
      runs,
    );
  });

  it('compute the same plainly and compiled, but for the last bits', () => {
    fc.assert(
      fc.property(program, vector, (f, x) => {
        const plain = grad((z: Tensor) => sum(f(z)))(x);
        const compiled = jit((y: Tensor) => grad((z: Tensor) => sum(f(z)))(y))(x).data();
        plain.forEach((value, i) => expect(Math.abs(value - compiled[i]!)).toBeLessThan(1e-9 * (1 + Math.abs(value))));
      }),
      runs,
    );
  });
});
