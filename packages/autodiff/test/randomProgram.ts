/** Programs at random, for the tests that hold for any. */
import fc from 'fast-check';
import {
  add, concatenate, cos, div, exp, flip, greater, jit, maximum, mul, neg, reshape, select, sin, slice, softplus, sqrt, square, sub, sum, tanh, transpose, type Tensor,
} from '../src/index.js';

/** A program is a list of steps, each of which adds a value of its own shape computed from earlier ones. */
type Step = (values: readonly Tensor[]) => Tensor;

export const SIZE = 6;

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

export const program: fc.Arbitrary<(x: Tensor) => Tensor> = fc.array(step, { minLength: 1, maxLength: 8 }).map(steps => (x: Tensor): Tensor => {
  const values = [x];
  for (const next of steps) values.push(tanh(next(values)));
  return values[values.length - 1]!;
});
