// Checked by `tsc`: a gradient has the type of what it is taken by, and what cannot be traced does not compile.
import { add, grad, hessian, hypot, jit, square, sum, tensor, valueAndGrad, vmap, type Tensor } from '@fermat/autodiff';
import { iterate, minimize } from '@fermat/optim';
import { expect, expectTypeOf, it } from 'vitest';

const squares = (x: Tensor): Tensor => sum(square(x));
const distance = ([x, y]: [Tensor, Tensor]): Tensor => hypot(x, y);
const mixed = ({ a, b }: { a: Tensor; b: [Tensor, Tensor] }): Tensor => add(squares(a), distance(b));

it('a gradient is of the kind it is taken by', () => {
  expectTypeOf(grad(squares)(2)).toEqualTypeOf<number>();
  expectTypeOf(grad(squares)(new Float64Array([1, 2]))).toEqualTypeOf<Float64Array<ArrayBuffer>>();
  expectTypeOf(grad(squares)(tensor([1, 2]))).toEqualTypeOf<Tensor>();
  expectTypeOf(grad(distance)([3, 4])).toEqualTypeOf<[number, number]>();
  expectTypeOf(grad(mixed)({ a: 1, b: [3, 4] })).toEqualTypeOf<{ a: number; b: [number, number] }>();
  expect(grad(mixed)({ a: 1, b: [3, 4] })).toEqual({ a: 2, b: [0.6, 0.8] });
});

it('a value beside it is a number where the arguments are', () => {
  expectTypeOf(valueAndGrad(squares)(2)).toEqualTypeOf<[value: number, gradient: number]>();
  expect(valueAndGrad(distance)([3, 4])[0]).toBe(5);
});

it('argnums chooses the arguments', () => {
  const both = (x: Tensor, y: Tensor): Tensor => hypot(x, y);
  expectTypeOf(grad(both, { argnums: [0, 1] })(3, 4)).toEqualTypeOf<[number, number]>();
  expect(grad(both, { argnums: 1 })(3, 4)).toBe(0.8);
});

it('what cannot be traced does not compile', () => {
  // @ts-expect-error a function of JS numbers cannot be traced
  expect(() => grad((x: number) => x * 2)(1)).toThrow();
  // @ts-expect-error a string is no value
  expect(() => grad(squares)('1')).toThrow();
});

it('a solution is of the kind of the start', () => {
  expectTypeOf(minimize(distance, [3, 4]).x).toEqualTypeOf<[number, number]>();
  expectTypeOf(minimize(squares, new Float64Array(3)).x).toEqualTypeOf<Float64Array<ArrayBuffer>>();
  for (const { x } of iterate(mixed, { a: 1, b: [3, 4] })) {
    expectTypeOf(x).toEqualTypeOf<{ a: number; b: [number, number] }>();
    expect(Object.keys(x)).toEqual(['a', 'b']);
    break;
  }
});

it('transforms compose in types too', () => {
  const slope = jit(grad((x) => square(x)));
  expectTypeOf(slope(2)).toEqualTypeOf<Tensor>();
  expectTypeOf(grad(grad(squares))(2)).toEqualTypeOf<number>();
  expectTypeOf(vmap(grad(squares))(new Float64Array(2))).toEqualTypeOf<Tensor>();
  expectTypeOf(jit(grad(mixed))({ a: 1, b: [3, 4] })).toEqualTypeOf<{ a: Tensor; b: [Tensor, Tensor] }>();
  expectTypeOf(hessian(distance)([3, 4])).toEqualTypeOf<[[number, number], [number, number]]>();
  expectTypeOf(hessian(squares)(new Float64Array(2))).toEqualTypeOf<Tensor>();
  expect(slope(2).item()).toBe(4);
});
