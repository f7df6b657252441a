import { describe, expect, it } from 'vitest';
import {
  add, checkpoint, div, flatObjective, greater, hvp, jit, matmul, mul, reshape, select, sin, slice, softplus, sqrt, square, stack, stopGradient, sub, sum, tanh, trace, valueAndGrad,
  type Tensor,
} from '../../index.js';
import { key, normal } from '../../random/index.js';
import { reroll } from './reroll.js';

const LENGTH = 60;

const start = Array.from({ length: LENGTH }, (_, i) => Math.sin(i) + i / 50);

const text = (f: (x: Tensor[]) => unknown): string => reroll(trace(f as never)(start as never)).toString();

/** A sum of terms, added one by one. */
function total(count: number, term: (i: number) => Tensor): Tensor {
  let result: Tensor | number = 0;
  for (let i = 0; i < count; i++) result = add(result, term(i));
  return result as Tensor;
}

/** Heat on a rod whose ends are kept at 0, after some steps. */
const diffusion = (steps: number) => (x: Tensor[]): Tensor => {
  let u = x;
  for (let step = 0; step < steps; step++) u = u.map((center, i) => add(center, mul(0.1, add(sub(u[i - 1] ?? 0, mul(2, center)), u[i + 1] ?? 0))));
  return total(LENGTH, i => square(u[i]!));
};

describe('reroll', () => {
  it('makes a reduction of a sum of terms that are alike, with the ends of the loop', () => {
    const path = (x: Tensor[]): Tensor => total(LENGTH + 1, i => div(sqrt(add(square(sub(x[i] ?? 3, x[i - 1] ?? 0)), 2)), 1 + (i % 7)));
    expect(text(path)).toMatchInlineSnapshot(`
      "(a: float64[60]) {
        b: float64[61] = constant [1, 2, 3, 4, 5, 6, 7, 1, …]
        c: float64[1] = broadcastTo(1) 3
        d: float64[61] = concatenate(axis 0) a c
        e: float64[1] = broadcastTo(1) 0
        f: float64[61] = concatenate(axis 0) e a
        g: float64[61] = sub d f
        h: float64[61] = square g
        i: float64[61] = broadcastTo(61) 2
        j: float64[61] = add h i
        k: float64[61] = sqrt j
        l: float64[61] = div k b
        m: float64[] = sum(axes 0) l
        n: float64[] = add 0 m
        return n
      }"
    `);
  });

  it('takes every second element, and signs apart', () => {
    const f = (x: Tensor[]): Tensor => {
      let result: Tensor | number = 1;
      for (let i = 0; i < LENGTH; i += 2) result = sub(add(result, square(sub(x[i + 1]!, square(x[i]!)))), sin(x[i]!));
      return result as Tensor;
    };
    expect(text(f)).toMatchInlineSnapshot(`
      "(a: float64[60]) {
        b: float64[30] = slice(0:60:2) a
        c: float64[30] = square b
        d: float64[30] = slice(1:61:2) a
        e: float64[30] = sub d c
        f: float64[30] = square e
        g: float64[30] = slice(0:60:2) a
        h: float64[30] = sin g
        i: float64[] = sum(axes 0) h
        j: float64[] = sum(axes 0) f
        k: float64[] = sub 1 i
        l: float64[] = add k j
        return l
      }"
    `);
  });

  it('makes nested loops an array of two axes', () => {
    const centers = [0.5, 1, 4, 6, 7, 7.5, 8, 9];
    const f = (x: Tensor[]): Tensor => total(LENGTH, i => mul(x[i]!, total(centers.length, j => sin(sub(x[i]!, centers[j]!)))));
    expect(text(f)).toMatchInlineSnapshot(`
      "(a: float64[60]) {
        b: float64[1,8] = constant [0.5, 1, 4, 6, 7, 7.5, 8, 9]
        c: float64[60,1] = reshape(60,1) a
        d: float64[60,8] = broadcastTo(60,8) c
        e: float64[60,8] = broadcastTo(60,8) b
        f: float64[60,8] = sub d e
        g: float64[60,8] = sin f
        h: float64[60] = broadcastTo(60) 0
        i: float64[60] = sum(axes 1) g
        j: float64[60] = add h i
        k: float64[60] = mul a j
        l: float64[] = sum(axes 0) k
        m: float64[] = add 0 l
        return m
      }"
    `);
  });

  it('makes a stencil of shifted slices', () => {
    expect(text(diffusion(2))).toMatchInlineSnapshot(`
      "(a: float64[60]) {
        b: float64[60] = broadcastTo(60) 2
        c: float64[60] = mul b a
        d: float64[1] = broadcastTo(1) 0
        e: float64[59] = slice(0:59) a
        f: float64[60] = concatenate(axis 0) d e
        g: float64[60] = sub f c
        h: float64[59] = slice(1:60) a
        i: float64[1] = broadcastTo(1) 0
        j: float64[60] = concatenate(axis 0) h i
        k: float64[60] = add g j
        l: float64[60] = broadcastTo(60) 0.1
        m: float64[60] = mul l k
        n: float64[60] = add a m
        o: float64[60] = broadcastTo(60) 2
        p: float64[60] = mul o n
        q: float64[1] = broadcastTo(1) 0
        r: float64[59] = slice(0:59) n
        s: float64[60] = concatenate(axis 0) q r
        t: float64[60] = sub s p
        u: float64[59] = slice(1:60) n
        v: float64[1] = broadcastTo(1) 0
        w: float64[60] = concatenate(axis 0) u v
        x: float64[60] = add t w
        y: float64[60] = broadcastTo(60) 0.1
        z: float64[60] = mul y x
        aa: float64[60] = add n z
        ab: float64[60] = square aa
        ac: float64[] = sum(axes 0) ab
        ad: float64[] = add 0 ac
        return ad
      }"
    `);
  });

  it('leaves alone what is small or has nothing in common', () => {
    const f = (x: Tensor[]): Tensor => total(10, i => square(x[i]!));
    const graph = trace(f as never)(start as never);
    expect(reroll(graph)).toBe(graph);
    const irregular = trace((x: Tensor) => {
      const values = [x];
      for (let i = 1, seed = 1; i < 300; i++) {
        seed = (seed * 16807) % 2147483647;
        const [a, b] = [values[seed % i]!, values[(seed >> 8) % i]!];
        values.push(seed % 3 === 0 ? sin(a) : seed % 3 === 1 ? mul(a, b) : sub(a, b));
      }
      return values[values.length - 1];
    })(1);
    expect(reroll(irregular)).toBe(irregular);
  });

  it('gathers what lies unevenly', () => {
    const f = (x: Tensor[]): Tensor => total(LENGTH, i => mul(sin(x[(i * i) % LENGTH]!), square(x[i]!)));
    expect(text(f)).toMatchInlineSnapshot(`
      "(a: float64[60]) {
        b: int32[60] = constant [0, 1, 2, 3, 4, 5, 6, 7, …]
        c: float64[2] = slice(0:2) a
        d: float64[1,2] = reshape(1,2) c
        e: float64[2] = slice(16:34:9) a
        f: float64[1,2] = reshape(1,2) e
        g: float64[2] = slice(21:59:19) a
        h: float64[1,2] = reshape(1,2) g
        i: float64[3,2] = concatenate(axis 0) d f h
        j: float64[2] = slice(4:14:5) a
        k: float64[1,2] = reshape(1,2) j
        l: float64[2] = slice(36:62:13) a
        m: float64[1,2] = reshape(1,2) l
        n: float64[2] = slice(24:66:21) a
        o: float64[1,2] = reshape(1,2) n
        p: float64[3,2] = concatenate(axis 0) k m o
        q: float64[3,4] = concatenate(axis 1) i p
        r: float64[3,4] = sin q
        s: float64[60] = square a
        t: float64[12] = reshape(12) r
        u: float64[60] = gather t b
        v: float64[60] = mul u s
        w: float64[] = sum(axes 0) v
        x: float64[] = add 0 w
        return x
      }"
    `);
  });

  it('makes a loop of a recurrence, in which some values are two steps old', () => {
    const f = (x: Tensor[]): Tensor => {
      let [u, before] = [x[0]!, x[1]!];
      let cost: Tensor | number = 0;
      for (let i = 0; i < LENGTH; i++) {
        [u, before] = [sub(mul(1.9, u), add(before, mul(0.01, sin(x[i]!)))), u];
        cost = add(cost, square(sub(u, Math.cos(i))));
      }
      return cost as Tensor;
    };
    expect(text(f)).toMatchInlineSnapshot(`
      "(a: float64[60]) {
        b: float64[60] = constant [1, 0.5403023058681398, -0.4161468365471424, -0.9899924966004454, -0.6536436208636119, 0.28366218546322625, 0.9601702866503661, 0.7539022543433046, …]
        c: float64[1] = slice(0:1) a
        d: float64[] = reshape() c
        e: float64[1] = slice(1:2) a
        f: float64[] = reshape() e
        g: (float64[], float64[], float64[]) = scan(60 steps) d f 0 a b
          (a: float64[], b: float64[], c: float64[], d: float64[], e: float64[]) {
            f: float64[] = mul 1.9 a
            g: float64[] = sin d
            h: float64[] = mul 0.01 g
            i: float64[] = add b h
            j: float64[] = sub f i
            k: float64[] = sub j e
            l: float64[] = square k
            m: float64[] = add c l
            return j, a, m
          }
        h: float64[] = projection(2) g
        return h
      }"
    `);
  });

  it('makes a loop of arrays of a stencil in many steps', () => {
    expect(text(diffusion(40))).toMatchInlineSnapshot(`
      "(a: float64[60]) {
        b: (float64[60]) = scan(40 steps) a
          (a: float64[60]) {
            b: float64[60] = broadcastTo(60) 2
            c: float64[60] = mul b a
            d: float64[1] = broadcastTo(1) 0
            e: float64[59] = slice(0:59) a
            f: float64[60] = concatenate(axis 0) d e
            g: float64[60] = sub f c
            h: float64[59] = slice(1:60) a
            i: float64[1] = broadcastTo(1) 0
            j: float64[60] = concatenate(axis 0) h i
            k: float64[60] = add g j
            l: float64[60] = broadcastTo(60) 0.1
            m: float64[60] = mul l k
            n: float64[60] = add a m
            return n
          }
        c: float64[60] = projection(0) b
        d: float64[60] = square c
        e: float64[] = sum(axes 0) d
        f: float64[] = add 0 e
        return f
      }"
    `);
  });

  it('makes a loop of array operations, on a row in each step', () => {
    const weights = [0.1, 0.4, -0.3, 0.2, 0.5, -0.6, 0.7, 0.2, -0.1];
    const f = (x: Tensor): Tensor => {
      const rows = mul(reshape(x, [LENGTH, 1]), [1, 0.5, 0.2]);
      let state: Tensor = slice(rows, 0);
      const states: Tensor[] = [];
      for (let i = 0; i < LENGTH; i++) {
        state = sin(add(matmul(reshape(weights, [3, 3]), state), slice(rows, i)));
        states.push(state);
      }
      return sum(square(stack(states)));
    };
    const graph = trace(f)(Float64Array.from(start));
    expect(reroll(graph).nodes.map(({ primitive }) => primitive.name)).toContain('scan');
    expect(reroll(graph).size).toBeLessThan(20);
    const [value, gradient] = valueAndGrad(f)(Float64Array.from(start));
    const compiled = flatObjective(f, Float64Array.from(start));
    const slope = compiled.allocate();
    expect(compiled.valueAndGrad(Float64Array.from(start), slope)).toBeCloseTo(value, 11);
    slope.forEach((s, i) => expect(s).toBeCloseTo(gradient[i]!, 11));
  });

  it.each<[string, (x: Tensor[]) => Tensor]>([
    ['masks of branches not taken', x => total(LENGTH, i => select(greater(x[i]!, 0.5), sqrt(sub(x[i]!, 0.5)), mul(x[i]!, x[i - 1] ?? 1)))],
    ['stopped gradients', x => total(LENGTH, i => mul(stopGradient(square(x[i]!)), sin(x[(i + 1) % LENGTH]!)))],
    ['checkpoints', x => {
      const wave = checkpoint((a: Tensor, b: Tensor) => sin(mul(a, b)));
      const whole = total(LENGTH, i => square(sub(x[i]!, x[i - 1] ?? 0)));
      return add(wave(whole, x[3]!), total(LENGTH, i => mul(wave(x[i]!, whole), sin(square(x[i]!)))));
    }],
    ['random numbers', x => total(LENGTH, i => mul(slice(normal(key(3), LENGTH), i), sin(square(x[i]!))))],
    ['arrays among the scalars', x => {
      const all = stack(x.map(a => sin(mul(a, a))));
      return add(total(LENGTH, i => square(sub(slice(all, i), x[i]!))), total(LENGTH, i => mul(slice(all, LENGTH - 1 - i), 2)));
    }],
    ['terms of their own', x => total(LENGTH, i => (i === 20 ? sin(x[i]!) : square(sub(x[i]!, i === 31 ? x[0]! : i))))],
  ])('keeps %s', (_what, f) => {
    const graph = trace(f as never)(start as never);
    expect(reroll(graph).size).toBeLessThan(0.8 * graph.size);
    const [value, gradient] = valueAndGrad(f)(start);
    const compiled = flatObjective(f, start);
    const slope = compiled.allocate();
    expect(compiled.valueAndGrad(Float64Array.from(start), slope)).toBeCloseTo(value, 11);
    slope.forEach((s, i) => expect(s).toBeCloseTo(gradient[i]!, 11));
  });

  it('begins a loop after what the first iterations find there, though a step before is another', () => {
    const steps = 60;
    const recurrence = (odd: number) => (x: Tensor[]): Tensor => {
      const states: Tensor[] = [];
      let state = x[0]!;
      for (let i = 0; i < steps; i++) {
        const next = softplus(add(total(3, j => mul(0.5, mul(j, x[i % 14]!))), state));
        states.push((state = tanh(i === odd ? sin(next) : next)));
      }
      return total(steps, i => mul(1 + i / steps, mul(states[i]!, states[(7 * i) % steps]!)));
    };
    const x = Float64Array.from(start.slice(0, 14));
    const v = x.map(Math.cos);
    for (const odd of [3, 17, 40]) {
      const found = new Float64Array(x.length);
      flatObjective(recurrence(odd), [...x], { backend: 'interpreter' }).hvp(x, v, found);
      const expected = hvp(recurrence(odd))([...x], [...v]);
      found.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 10));
    }
  });

  it('gives each of many results', () => {
    const f = (x: Tensor[]): Tensor[][] => [x.map((a, i) => sin(mul(a, square(x[i - 1] ?? 2)))), x.map(a => square(sub(1, a))).reverse()];
    const found = (jit(f as never) as unknown as (x: number[]) => Tensor[][])(start);
    const expected = [start.map((a, i) => Math.sin(a * (start[i - 1] ?? 2) ** 2)), start.map(a => (1 - a) ** 2).reverse()];
    found.forEach((row, k) => row.forEach((y, i) => expect(y.item()).toBeCloseTo(expected[k]![i]!, 12)));
  });
});
