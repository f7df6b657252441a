import { describe, expect, it } from 'vitest';
import {
  add, cond, cos, customRoot, div, exp, flatObjective, foriLoop, grad, greater, hessian, jacfwd, jacrev, jit, jvp, linearize, matmul, mul, scan,
  square, stack, sub, sum, tensor, vjp, vmap, abs, whileLoop, type Tensor,
} from '../index.js';

/** Newton's method written with ops, which can be traced. */
const newton = (f: (x: Tensor) => Tensor, guess: Tensor): Tensor =>
  whileLoop(
    ({ step }: { x: Tensor; step: Tensor }) => greater(abs(step), 1e-14),
    ({ x }) => {
      const [y, slope] = jvp(f, [x], [1]);
      const step = div(y, slope);
      return { x: sub(x, step), step };
    },
    { x: guess, step: add(guess, 1) },
  ).x;

/** Bisection on numbers, which cannot be traced. */
function bisect(f: (x: Tensor) => Tensor): number {
  let [low, high] = [0, 100];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (f(tensor(middle)).item() > 0) high = middle;
    else low = middle;
  }
  return high;
}

const cubeRoot = (solver: typeof newton) => (a: Tensor): Tensor => customRoot((x: Tensor) => sub(mul(x, square(x)), a), 1.5, solver);

describe.each([['traced', newton], ['opaque', bisect]] as const)('customRoot with a solver that is %s', (_, solver) => {
  const root = cubeRoot(solver as typeof newton);

  it('has derivatives of every order under plain transforms', () => {
    const [a, r] = [8, 2];
    expect(root(tensor(a)).item()).toBeCloseTo(r, 14);
    expect(grad(root)(a)).toBeCloseTo(1 / 12, 14);
    expect(jvp(root, [a], [3])[1].item()).toBeCloseTo(0.25, 14);
    expect(hessian(root)(a)).toBeCloseTo((-2 / 9) * a ** (-5 / 3), 14);
    expect(grad((x: Tensor) => grad(root)(x))(a)).toBeCloseTo((-2 / 9) * a ** (-5 / 3), 14);
    expect(grad((x: Tensor) => jvp((y: Tensor) => grad(root)(y), [x], [1])[1])(a)).toBeCloseTo((10 / 27) * a ** (-8 / 3), 13);
    expect(linearize(root, a)[1](12).item()).toBeCloseTo(1, 14);
    expect(vjp(root, a)[1](12)).toEqual([expect.closeTo(1, 14)]);
  });

  it('differentiates by whatever the function closes over, from outer traces too', () => {
    const f = (a: Tensor): Tensor => grad((b: Tensor) => customRoot((x: Tensor) => sub(mul(x, mul(x, b)), a), 1, solver as typeof newton))(mul(a, a));
    // x = sqrt(a / b), of which the derivative by b at b = a^2 is -1/2 a^(1/2) b^(-3/2) = -1/2 a^(-5/2)
    expect(f(tensor(4)).item()).toBeCloseTo(-0.5 * 4 ** -2.5, 14);
    expect(grad(f)(4)).toBeCloseTo(1.25 * 4 ** -3.5, 14);
  });
});

describe('customRoot', () => {
  const root = cubeRoot(newton);

  it('composes with jit, vmap and scan', () => {
    expect(jit(root)(27).item()).toBeCloseTo(3, 14);
    expect(jit((a: Tensor) => grad(root)(a))(8).item()).toBeCloseTo(1 / 12, 14);
    expect(grad(jit(root) as (a: Tensor) => Tensor)(8)).toBeCloseTo(1 / 12, 14);
    const points = Float64Array.of(1, 8, 27);
    vmap((a: Tensor) => grad(root)(a))(points).data().forEach((d, i) => expect(d).toBeCloseTo(1 / (3 * (i + 1) ** 2), 13));
    grad((a: Tensor) => sum(vmap(root)(a)))(points).forEach((d, i) => expect(d).toBeCloseTo(1 / (3 * (i + 1) ** 2), 13));
    // x -> cuberoot(x), three times over
    const repeatedly = (a: Tensor): Tensor => foriLoop(0, 3, (_, x) => root(x), a);
    expect(repeatedly(tensor(5)).item()).toBeCloseTo(5 ** (1 / 27), 13);
    expect(grad(repeatedly)(5)).toBeCloseTo((1 / 27) * 5 ** (1 / 27 - 1), 13);
    const byBranch = jit((a: Tensor) => grad((b: Tensor) => cond(greater(b, 0), root, (c: Tensor) => c, b))(a));
    expect([byBranch(8).item(), byBranch(-1).item()]).toEqual([expect.closeTo(1 / 12, 13), 1]);
    expect(scan((s: Tensor, x: Tensor) => [add(s, root(x)), s], tensor(0), tensor([1, 8]))[0].item()).toBeCloseTo(3, 13);
  });

  it('takes systems of equations as trees', () => {
    // x exp(y) = a, x + y = b
    const system = (a: Tensor, b: Tensor): { x: Tensor; y: Tensor[] } =>
      customRoot(
        ({ x, y }: { x: Tensor; y: Tensor[] }) => ({ x: sub(mul(x, exp(y[0]!)), a), y: [sub(add(x, y[0]!), b)] }),
        { x: 0.3, y: [0.9] },
        (f, guess) => {
          let [x, y] = [guess.x.item(), guess.y[0]!.item()];
          for (let i = 0; i < 50; i++) {
            const at = f({ x: tensor(x), y: [tensor(y)] });
            const [p, q, e] = [at.x.item(), at.y[0]!.item(), Math.exp(y)];
            const determinant = e - x * e;
            x -= (p - x * e * q) / determinant;
            y -= (e * q - p) / determinant;
          }
          return { x, y: [y] };
        },
      );
    const [a, b] = [1, 1.2];
    const { x, y } = system(tensor(a), tensor(b));
    const [x0, y0] = [x.item(), y[0]!.item()];
    expect(x0 * Math.exp(y0)).toBeCloseTo(a, 14);
    expect(x0 + y0).toBeCloseTo(b, 14);
    // [e^y, x e^y; 1, 1] [dx, dy] = [da, db]
    const determinant = Math.exp(y0) * (1 - x0);
    const [dx, dy] = [1, -1].map(d => d / determinant);
    expect(grad((s: Tensor) => system(s, tensor(b)).x)(a)).toBeCloseTo(dx!, 12);
    expect(grad((s: Tensor) => system(s, tensor(b)).y[0]!)(a)).toBeCloseTo(dy!, 12);
    const far = (s: Tensor, t: Tensor): Tensor => mul(system(s, t).x, cos(system(s, t).y[0]!));
    const h = 1e-5;
    const slope = (s: number, t: number): number => grad(far)(s, t);
    const numeric = (slope(a, b + h) - slope(a, b - h)) / (2 * h);
    expect(grad((t: Tensor) => grad((s: Tensor) => far(s, t))(a) as unknown as Tensor)(b)).toBeCloseTo(numeric, 7);
  });

  it('finds minima with a solver that compiles what it is given', () => {
    // the minimum of (x - a)^2 / 2 + x^4 / 4 solves x^3 + x = a
    const minimum = (a: Tensor): Tensor => {
      const objective = (x: Tensor): Tensor => add(div(square(sub(x, a)), 2), div(square(square(x)), 4));
      return customRoot((x: Tensor) => grad(objective)(x), 0, gradient => {
        const compiled = jit(gradient);
        let x = 0;
        for (let i = 0; i < 500; i++) x -= 0.2 * compiled(x).item();
        return x;
      });
    };
    expect(minimum(tensor(2)).item()).toBeCloseTo(1, 12);
    expect(grad(minimum)(2)).toBeCloseTo(1 / 4, 12);
    expect(hessian(minimum)(2)).toBeCloseTo(-6 / 64, 12);
    // The objective itself, which closes over a traced value, compiles too: its value is taken as a constant.
    const descended = (a: Tensor): Tensor => {
      const objective = (x: Tensor): Tensor => add(div(square(sub(x, a)), 2), div(square(square(x)), 4));
      return customRoot((x: Tensor) => grad(objective)(x), 0, () => {
        const flat = flatObjective(objective, 0);
        const [x, g] = [flat.allocate(), flat.allocate()];
        for (let i = 0; i < 500; i++) {
          flat.valueAndGrad(x, g);
          x[0] = x[0]! - 0.2 * g[0]!;
        }
        return x[0]!;
      });
    };
    expect(grad(descended)(2)).toBeCloseTo(1 / 4, 12);
  });

  it('solves the linearised equation as it is told to', () => {
    const byDivision = (a: Tensor): Tensor => customRoot((x: Tensor) => sub(square(x), a), 1, newton, (g, y) => div(y, g(tensor(1))));
    expect(grad(byDivision)(9)).toBeCloseTo(1 / 6, 14);
    expect(hessian(byDivision)(9)).toBeCloseTo(-0.25 / 27, 14);
    expect(vmap((a: Tensor) => hessian(byDivision)(a))(Float64Array.of(9)).toArray()).toEqual([expect.closeTo(-0.25 / 27, 14)]);
  });

  it('differentiates vectors', () => {
    const a = tensor([[3, 1], [1, 2]]);
    // A x + x^3 = b
    const solution = (b: Tensor): Tensor =>
      customRoot((x: Tensor) => sub(add(matmul(a, x), mul(x, square(x))), b), Float64Array.of(0, 0), f => {
        const both = jit((x: Tensor) => [f(x), jacfwd(f)(x)] as const);
        let x = [0, 0];
        for (let i = 0; i < 50; i++) {
          const [y, m] = both(Float64Array.from(x));
          const [[p, q], [r, s]] = m.toArray() as [[number, number], [number, number]];
          const [u, v] = y.toArray() as [number, number];
          const determinant = p * s - q * r;
          x = [x[0]! - (s * u - q * v) / determinant, x[1]! - (p * v - r * u) / determinant];
        }
        return Float64Array.from(x);
      });
    const b = Float64Array.of(5, -1);
    const x = solution(tensor(b));
    const [x0, x1] = x.toArray() as [number, number];
    const jacobian = jacrev(solution)(b).toArray() as number[][];
    const product = [[3 + 3 * x0 ** 2, 1], [1, 2 + 3 * x1 ** 2]].map(row => [0, 1].map(j => row[0]! * jacobian[0]![j]! + row[1]! * jacobian[1]![j]!));
    expect(product.flat()).toEqual([1, 0, 0, 1].map(d => expect.closeTo(d, 12) as number));
    jacfwd(solution)(b).data().forEach((d, i) => expect(d).toBeCloseTo(jacobian.flat()[i]!, 13));
  });

  it('says what to do where an opaque solver is not called on numbers', () => {
    const opaque = cubeRoot(bisect as never);
    expect(() => jit(opaque)(8)).toThrow(/customRoot.*whileLoop/);
    expect(() => vmap(opaque)(Float64Array.of(1, 8))).toThrow(/known under jit, vmap/);
    expect(() => grad((x: Tensor) => scan((s: Tensor) => [opaque(s), []] as const, x, null, { length: 2 })[0])(8)).toThrow(/whileLoop/);
    expect(() => customRoot((x: Tensor) => stack([x, x]), 1, x => x as never)).toThrow(/shapes/);
  });

  it('may be used for what jit finds known', () => {
    const f = jit((x: Tensor) => mul(x, cubeRoot(bisect as never)(tensor(8))));
    expect(f(3).item()).toBeCloseTo(6, 13);
  });
});
