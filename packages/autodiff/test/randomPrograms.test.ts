import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grad, jit, jvp, mul, sum, vjp, type Tensor } from '../src/index.js';
import { interpreterBackend } from '../src/backends/interpreterBackend.js';
import { createJsBackend } from '../src/backends/js/jsBackend.js';
import { wasmBackend } from '../src/backends/wasm/wasmBackend.js';
import { optimize } from '../src/passes/optimize.js';
import { traceAbstract } from '../src/transforms/trace.js';
import { program, SIZE } from './randomProgram.js';

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
