import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add, astype, cos, div, exp, flatObjective, floor, greater, hvp, jit, less, logicalAnd, mul, select, sin, softplus, sqrt, square, stack, stopGradient, sub,
  tanh, valueAndGrad, type BackendName, type Tensor,
} from '../src/index.js';
import { interpreterBackend } from '../src/backends/interpreterBackend.js';
import { reroll } from '../src/passes/reroll/reroll.js';
import { traceAbstract } from '../src/transforms/trace.js';

/** A scalar program is a list of loops of the host language, each of which makes a row of scalars from earlier rows. */
type Loop = (rows: readonly (readonly Tensor[])[], at: (row: number) => readonly Tensor[]) => Tensor[];

const LENGTH = 14;

const unaries: readonly ((x: Tensor) => Tensor)[] = [sin, cos, tanh, square, softplus, x => sqrt(add(1, square(x))), x => mul(0.5, x), x => sub(1, x)];

const binaries: readonly ((a: Tensor, b: Tensor) => Tensor)[] = [
  add, sub, mul,
  (a, b) => div(a, add(2, square(b))),
  (a, b) => select(greater(a, b), sin(a), mul(a, b)),
  (a, b) => select(logicalAnd(greater(a, 0), less(b, 1)), sqrt(a), stopGradient(b)),
  (a, b) => add(stopGradient(a), mul(astype(floor(mul(3, a)), 'int32'), b)),
  (a, b) => jit((x: Tensor, y: Tensor) => mul(x, cos(y)))(a, b),
];

/** Which element of a row is taken in step i. */
const patterns: readonly ((i: number) => number)[] = [
  i => i,
  i => LENGTH - 1 - i,
  i => Math.max(0, i - 1),
  i => Math.min(LENGTH - 1, i + 2),
  i => i >> 1,
  i => (2 * i) % LENGTH,
  i => (5 * i + 3) % LENGTH,
  i => (i * i) % LENGTH,
  () => 4,
];

const unary = fc.constantFrom(...unaries);
const binary = fc.constantFrom(...binaries);
const pattern = fc.constantFrom(...patterns);
const rowIndex = fc.nat(20);
const indices = Array.from({ length: LENGTH }, (_, i) => i);
const wave = (i: number): number => 0.3 + 0.1 * Math.sin(i);

const loop: fc.Arbitrary<Loop> = fc.oneof(
  fc.tuple(binary, unary, rowIndex, pattern, rowIndex, pattern).map(
    ([f, g, a, p, b, q]): Loop => (_rows, at) => indices.map(i => g(f(at(a)[p(i)]!, at(b)[q(i)]!))),
  ),
  fc.tuple(binary, rowIndex).map(([f, a]): Loop => (_rows, at) => indices.map(i => f(at(a)[i]!, mul(wave(i), at(a)[i]!)))),
  fc.tuple(unary, rowIndex, fc.double({ min: -1, max: 1, noNaN: true })).map(
    ([f, a, end]): Loop => (_rows, at) => indices.map(i => f(add(sub(at(a)[i - 1] ?? end, mul(2, at(a)[i]!)), at(a)[i + 1] ?? end))),
  ),
  fc.tuple(binary, unary, rowIndex).map(([f, g, a]): Loop => (_rows, at) => {
    let state: Tensor = at(a)[0]!;
    return indices.map(i => (state = tanh(add(g(state), f(at(a)[i]!, state)))));
  }),
  fc.tuple(binary, binary, rowIndex, rowIndex).map(([f, g, a, b]): Loop => (_rows, at) => {
    let total: Tensor | number = 0.5;
    for (const i of indices) total = i % 5 === 4 ? sub(total, f(at(a)[i]!, at(b)[i]!)) : add(total, f(at(a)[i]!, at(b)[i]!));
    return indices.map(i => g(at(a)[i]!, mul(0.1, total)));
  }),
  fc.tuple(binary, rowIndex, fc.integer({ min: 2, max: 6 })).map(([f, a, width]): Loop => (_rows, at) =>
    indices.map(i => {
      let total: Tensor | number = wave(i);
      for (let j = 0; j < width; j++) total = add(total, f(at(a)[i]!, at(a)[(i + j) % LENGTH]!));
      return total as Tensor;
    }),
  ),
  fc.tuple(unary, unary, rowIndex, fc.nat(LENGTH)).map(([f, g, a, odd]): Loop => (_rows, at) => indices.map(i => (i === odd ? exp(tanh(f(at(a)[i]!))) : g(at(a)[i]!)))),
);

/** A recurrence: what a step makes of the values there are, of which the last ones are the next state. */
type Step = (values: readonly Tensor[], i: number) => Tensor;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(binary, unary, rowIndex, rowIndex).map(([f, g, a, b]): Step => values => g(f(values[a % values.length]!, values[b % values.length]!))),
  fc.tuple(binary, rowIndex).map(([f, a]): Step => (values, i) => f(values[a % values.length]!, mul(wave(i), values[(a + 1) % values.length]!))),
  fc.tuple(unary, rowIndex, fc.integer({ min: 2, max: 5 })).map(([f, a, count]): Step => values => {
    let total: Tensor | number = 0;
    for (let j = 0; j < count; j++) total = add(total, f(mul(j, values[a % values.length]!)));
    return total as Tensor;
  }),
);

const recurrence: fc.Arbitrary<Objective> = fc
  .record({ steps: fc.array(step, { minLength: 1, maxLength: 5 }), states: fc.integer({ min: 1, max: 3 }), odd: fc.nat(80), keeps: fc.boolean(), old: fc.boolean() })
  .map(({ steps, states, odd, keeps, old }) => x => {
    let state = x.slice(0, states);
    let before = x.slice(states, 2 * states);
    let cost: Tensor | number = 0;
    const kept: Tensor[] = [];
    for (let i = 0; i < 60; i++) {
      const values = [...state, ...(old ? before : []), x[i % LENGTH]!, x[9]!];
      for (const make of steps) values.push(make(values, i));
      before = state;
      state = values.slice(-states).map(value => tanh(i === odd ? sin(value) : value));
      if (keeps) kept.push(state[0]!);
      else cost = add(cost, mul(wave(i), square(sub(state[0]!, wave(2 * i)))));
    }
    for (const [i, value] of kept.entries()) cost = add(cost, mul(wave(i), mul(value, kept[(7 * i) % 60]!)));
    return add(cost, state[states - 1]!);
  });

type Objective = (x: Tensor[]) => Tensor;

const program: fc.Arbitrary<Objective> = fc.array(loop, { minLength: 3, maxLength: 5 }).map(loops => x => {
  const rows: (readonly Tensor[])[] = [x];
  for (const next of loops) rows.push(next(rows, row => rows[row % rows.length]!).map(tanh));
  let total: Tensor | number = 0;
  for (const row of rows) for (const [i, value] of row.entries()) total = add(total, mul(wave(i), value));
  return total as Tensor;
});

const point = fc.array(fc.integer({ min: -1500, max: 1500 }).map(k => k / 997), { minLength: LENGTH, maxLength: LENGTH });

const backends: readonly BackendName[] = ['interpreter', 'js', 'wasm'];

const runs = { numRuns: Number(process.env['FERMAT_RUNS'] ?? 12) };

/** A curvature that overflows, as that of a square root does at 1e-300, is no number on either side. */
function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  const scale = Math.max(1, ...Array.from(expected, Math.abs).filter(Number.isFinite));
  expect(found).toHaveLength(expected.length);
  for (let i = 0; i < expected.length; i++) {
    if (Number.isFinite(expected[i])) expect(Math.abs(found[i]! - expected[i]!) / scale).toBeLessThan(1e-9);
    else expect(found[i]).not.toSatisfy(Number.isFinite);
  }
}

function expectCompiledAsPlain(f: Objective, x: number[], v: number[]): void {
  const [value, gradient] = valueAndGrad(f)(x);
  const product = hvp(f)(x, v);
  const [first, ...others] = backends.map(backend => {
    const { valueAndGrad: both, hvp: curvature, value: alone } = flatObjective(f, x, { backend });
    const out = new Float64Array(LENGTH);
    const slope = new Float64Array(LENGTH);
    curvature(Float64Array.from(x), Float64Array.from(v), out);
    return [Float64Array.of(both(Float64Array.from(x), slope), alone(Float64Array.from(x))), slope, out] as const;
  });
  expectClose(first![0], [value, value]);
  expectClose(first![1], gradient);
  expectClose(first![2], product);
  for (const other of others) expect(other).toEqual(first);
}

const compiledAsPlain = fc.property(fc.oneof(program, recurrence), point, point, expectCompiledAsPlain);

describe('random scalar programs', () => {
  it('have the values of the plain graph when they are rolled up, as most are', () => {
    let rolledUp = 0;
    fc.assert(
      fc.property(fc.oneof(program, recurrence), point, (f, x) => {
        const { graph } = traceAbstract('test', f, [x]);
        const rolled = reroll(graph);
        if (rolled.size < graph.size / 2) rolledUp++;
        const [plain, found] = [graph, rolled].map(each => {
          const value = new Float64Array(1);
          interpreterBackend.compile(each).run(Float64Array.from(x), value);
          return value;
        });
        expectClose(found!, plain!);
      }),
      { numRuns: 4 * runs.numRuns },
    );
    expect(rolledUp).toBeGreaterThan(2 * runs.numRuns);
  });

  it('have the values, gradients and curvatures of the plain runs when they are compiled, the same bits on every backend', () => {
    fc.assert(compiledAsPlain, runs);
  });

  it('are rolled up no further where they become no smaller', () => {
    fc.assert(compiledAsPlain, { numRuns: 1, seed: 20261126, path: '9636:1:1:2:1:2:2:3:1:1:0:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5:5', endOnFailure: true });
  });

  it('return many results', () => {
    fc.assert(
      fc.property(fc.array(loop, { minLength: 4, maxLength: 6 }), point, (loops, x) => {
        const rows = (given: Tensor[]): Tensor[][] => {
          const all = [given];
          for (const next of loops) all.push(next(all, row => all[row % all.length]!).map(tanh));
          return all;
        };
        const f = (given: Tensor[]): unknown => ({ row: rows(given)[loops.length], stacked: stack(rows(given)[1]!), mixed: rows(given).map((row, i) => row[i]) });
        const numbers = (result: unknown): number[] => JSON.stringify(result, (_key, part: unknown) => (part instanceof Object && 'toArray' in part ? (part as Tensor).toArray() : part)).match(/-?\d[\d.e+-]*/g)!.map(Number);
        const plain = numbers(f(x.map(number => add(number, 0))));
        for (const backend of backends) expectClose(numbers(jit(f as never, { backend })(x as never)), plain);
      }),
      runs,
    );
  });
});
