/** What differentiation is known to get wrong without a word. */
import { describe, expect, it } from 'vitest';
import {
  add, checkpoint, cond, div, exp, flatObjective, foriLoop, grad, greater, hessian, hypot, jacfwd, jit, jvp, less, log, matmul, mul, norm, pow, reshape, rsqrt, safeNorm, safeSqrt, scan,
  select, slice, sqrt, square, stack, stopGradient, sub, sum, tensor, vjp, vmap, where, whileLoop, type Tensor,
} from '../src/index.js';

type Scalar = (x: Tensor) => Tensor;

/** The derivatives of orders 0 to 3 at a number, each order in a mode of its own: 'r' for reverse, 'f' for forward. */
function derivatives(f: Scalar, x: number, modes: string): number[] {
  const forward = (g: Scalar): Scalar => y => jvp(g, [y], [tensor(1)])[1];
  const reverse = (g: Scalar): Scalar => y => grad(g)(y);
  const found = [f];
  for (const mode of modes) found.push((mode === 'r' ? reverse : forward)(found.at(-1)!));
  return found.map(g => g(tensor(x)).item());
}

const MODES = ['rrr', 'fff', 'rfr', 'frf', 'rrf', 'ffr', 'frr', 'rff'];

describe('the branch not taken', () => {
  /** Functions that are x³ where they are looked at, with another branch that has no value or no slope there. */
  const cube: Scalar = x => mul(x, square(x));
  /** Half of x³, and nothing of b but a look. */
  const looked = (x: Tensor, b: Tensor): Tensor => add(mul(0.5, cube(x)), stopGradient(select(greater(x, 1), b, 0)));
  const closing = <T>(value: Tensor, f: (value: Tensor) => T): T => f(value);
  const beside: Record<string, (at0: Scalar) => Scalar> = {
    'in a select': bad => x => select(greater(x, 1), bad(x), cube(x)),
    'in a select of the other order': bad => x => where(greater(1, x), cube(x), bad(x)),
    'under vmap': bad => x => slice(vmap((y: Tensor) => select(greater(y, 1), bad(y), cube(y)))(stack([x, x])), 0),
    'in a vmapped cond': bad => x => slice(vmap((y: Tensor) => cond(greater(y, 1), bad, cube, y))(stack([x, x])), 0),
    'in a scan': bad => x => scan((total: Tensor, w: Tensor) => [add(total, mul(w, select(greater(x, 1), bad(x), cube(x)))), []] as const, tensor(0), tensor([0.25, 0.75]))[0],
    'in a foriLoop': bad => x => foriLoop(0, 2, (_, total: Tensor) => add(total, mul(0.5, select(greater(x, 1), bad(x), cube(x)))), tensor(0)),
    'before a matmul': bad => x => {
      const row = reshape(stack([select(greater(x, 1), bad(x), cube(x)), select(greater(x, 1), bad(x), square(x))]), [1, 2]);
      return reshape(matmul(row, tensor([[1], [0]])), []);
    },
    'within compiled functions': bad => x => jit((y: Tensor) => select(greater(y, 1), jit(bad)(y), cube(y)))(x),
    'behind the border of a checkpoint': bad => x => checkpoint((y: Tensor, b: Tensor) => select(greater(y, 1), b, cube(y)))(x, bad(x)),
    'behind the border of a cond': bad => x => cond(greater(x, 1), (_: Tensor, b: Tensor) => b, (y: Tensor) => cube(y), x, bad(x)),
    'in the rows of a scan that looks at them': bad => x => scan((t: Tensor, b: Tensor) => [add(t, looked(x, b)), []] as const, tensor(0), stack([bad(x), bad(x)]))[0],
    'in a carry of a scan that looks at it': bad => x =>
      scan(([t, b]: Tensor[]): [Tensor[], Tensor[]] => [[add(t!, looked(x, b!)), b!], []], [tensor(0), bad(x)], tensor([1, 2]))[0][0]!,
    'before a foriLoop that looks at it': bad => x => foriLoop(0, 2, closing(bad(x), b => (_: Tensor, t: Tensor) => add(t, looked(x, b))), tensor(0)),
    'before a whileLoop that looks at it': bad => x =>
      whileLoop(([k]: readonly Tensor[]) => less(k!, 2), ([k, t, b]: readonly Tensor[]) => [add(k!, 1), add(t!, looked(x, b!)), b!], [tensor(0), tensor(0), bad(x)], { maxIterations: 3 })[1]!,
    'behind two selects': bad => x => select(greater(x, 1), 7, select(greater(x, 0.5), mul(2, bad(x)), cube(x))),
  };
  const bad: Record<string, Scalar> = {
    'sqrt(x)': x => sqrt(x),
    'sqrt(-1 - x)': x => sqrt(sub(-1, x)),
    'log(x)': x => log(x),
    '1/x': x => div(1, x),
    'x^0.3': x => pow(x, 0.3),
    'exp(1/x)': x => exp(div(1, x)),
    'rsqrt(x)': x => rsqrt(x),
    'norm of 0': x => norm(stack([x, mul(2, x)])),
  };
  const places = Object.entries(beside).flatMap(([where_, place]) => Object.entries(bad).map(([name, f]) => [`${name} ${where_}`, place(f)] as const));

  it.each(places)('has no say: %s, to the third order, in every mix of modes', (_, f) => {
    for (const modes of MODES) expect([modes, ...derivatives(f, 0, modes).map(d => d + 0)]).toEqual([modes, 0, 0, 0, 6]);
  });

  it('has no say in a compiled Hessian of many', () => {
    const f = (x: Tensor): Tensor => sum(select(greater(x, 0), sqrt(x), square(x)));
    const matrix = jit(hessian(f))(Float64Array.of(0, 4, -1));
    expect(matrix.toArray()).toEqual([[2, 0, 0], [0, -0.25 * 4 ** -1.5, 0], [0, 0, 2]]);
  });
});

describe('kinks and poles', () => {
  it('sqrt at 0 has an infinite slope, safeSqrt none', () => {
    expect([grad(sqrt)(0), jvp((x: Tensor) => sqrt(x), [0], [1])[1].item(), grad(rsqrt)(0)]).toEqual([Infinity, Infinity, -Infinity]);
    for (const modes of MODES) expect(derivatives(safeSqrt, 0, modes)).toEqual([0, 0, 0, 0]);
    expect([grad(safeSqrt)(4), safeSqrt(-1).item()]).toEqual([0.25, NaN]);
  });

  it('norm at 0 has no slope, safeNorm that of 0', () => {
    const origin = new Float64Array(3);
    expect(grad((x: Tensor) => norm(x))(origin)).toEqual(Float64Array.of(NaN, NaN, NaN));
    expect(grad((x: Tensor) => safeNorm(x))(origin)).toEqual(origin);
    expect(hessian((x: Tensor) => safeNorm(x))(origin).data()).toEqual(new Float64Array(9));
    expect(grad((x: Tensor) => sum(safeNorm(x, { axis: 1 })))(tensor([[0, 0], [0, -2]])).toArray()).toEqual([[0, 0], [0, -1]]);
    expect(grad((x: Tensor) => hypot(x, 0))(0)).toBeNaN();
  });

  it('x^0 is 1 with slope 0, also at 0, and 0^y has the slopes of its limits', () => {
    for (const exponent of [0, tensor(0)]) {
      for (const x of [0, 2, -2]) for (const modes of MODES) expect(derivatives(y => pow(y, exponent), x, modes).map(d => d + 0)).toEqual([1, 0, 0, 0]);
    }
    for (const modes of MODES) {
      expect(derivatives(x => pow(x, 2), 0, modes).map(d => d + 0)).toEqual([0, 0, 2, 0]);
      expect(derivatives(x => pow(x, tensor(3)), 0, modes).map(d => d + 0)).toEqual([0, 0, 0, 6]);
    }
    expect([grad((y: Tensor) => pow(0, y))(2), grad((x: Tensor) => pow(x, tensor(0.5)))(0)]).toEqual([0, Infinity]);
  });

  it('0 times infinity is NaN, as IEEE 754 has it, unless it is of a branch not taken', () => {
    expect(mul(0, Infinity).item()).toBeNaN();
    expect(grad((x: Tensor) => mul(0, sqrt(x)))(0)).toBeNaN();
    expect(grad((x: Tensor) => select(greater(x, 0), mul(0, sqrt(x)), 0))(0)).toBe(0);
  });
});

describe('in-place results', () => {
  const f = (x: Tensor): Tensor => sum(mul(square(x), x));

  it('of compiled functions are fresh at every call', () => {
    const slope = jit((x: Tensor) => [grad(f)(x), x] as const);
    const x = Float64Array.of(1, 2);
    const first = slope(x);
    const copies = first.map(y => y.data());
    x.fill(9);
    slope(x);
    expect(first.map(y => y.data())).toEqual(copies);
    first[0].data().fill(0);
    expect(first[0].toArray()).toEqual([3, 12]);
  });

  it('may not lie over what they are computed from', () => {
    const objective = flatObjective(f, new Float64Array(3));
    const x = objective.allocate().fill(2);
    expect(() => objective.valueAndGrad(x, x)).toThrow(/may not share memory/);
    const both = new Float64Array(5);
    expect(() => objective.valueAndGrad(both.subarray(0, 3), both.subarray(2))).toThrow(/may not share memory/);
    const gradient = objective.allocate();
    expect([objective.valueAndGrad(x, gradient), [...gradient]]).toEqual([24, [12, 12, 12]]);
    expect([...x]).toEqual([2, 2, 2]);
  });

  it('leave what a function closes over as it was when it was traced', () => {
    const weights = Float64Array.of(1, 2);
    const weighted = jit((x: Tensor) => sum(mul(weights, x)));
    expect(weighted(Float64Array.of(1, 1)).item()).toBe(3);
    weights.fill(100);
    expect(weighted(Float64Array.of(1, 1)).item()).toBe(3);
    const [, pullback] = vjp((x: Tensor) => mul(weights, x), Float64Array.of(1, 1));
    weights.fill(7);
    expect(pullback(Float64Array.of(1, 1))).toEqual([Float64Array.of(100, 100)]);
    expect(jacfwd((x: Tensor) => square(x))(tensor([1])).toArray()).toEqual([[2]]);
  });
});
