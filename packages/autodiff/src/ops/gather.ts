/**
 * Elements at computed places. Positions are int32 flat positions in row-major order, worked out by `ops/positions.ts`; a
 * place that does not exist is -1. The primitives check nothing else.
 */
import { apply } from '../graph/apply.js';
import type { Maybe, Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, sizeOf, tensorType, withShape, type Shape } from '../graph/tensorType.js';
import type { Meaning } from '../kernel/lowering.js';
import { add, mul } from './arithmetic.js';
import { equal, less } from './comparison.js';
import { select } from './selection.js';
import { eachBatched, filled, rangeOf, repeated, reshaped, zerosOf } from './structure.js';

/** Positions in each member of a batch as positions in the whole of it. */
function inBatch(positions: Tensor, size: number, length: number): Tensor {
  const starts = reshaped(mul(rangeOf(size), length), [size, ...positions.shape.slice(1).map(() => 1)]);
  return select(less(positions, 0), -1, add(positions, starts));
}

/** Inputs: a value, and the positions of the elements of the result. */
const gatherPrimitive: Primitive<null> = {
  name: 'gather',
  infer: ([x, positions]) => withShape(x!, positions!.shape),
  lower: (target, [x, positions], _params, type) => target.gather(type, x!, positions!),
  jvp: ([dx], { inputs: [, positions] }) => dx! && gathered(dx, positions!),
  linearTranspose: ([ct], { inputs: [x, positions] }) => [scattered(scatterAddPrimitive, zerosOf(x!.type), positions!, ct!), null],
  batch([x, positions], isBatched, _params, size) {
    if (!isBatched(0)) return gathered(x!, positions!);
    return gathered(x!, inBatch(isBatched(1) ? positions! : repeated(positions!, size), size, sizeOf(x!.shape.slice(1))));
  },
};

export const gathered = (x: Tensor, positions: Tensor): Tensor => apply(gatherPrimitive, [x, positions], null);

/** Inputs: a value, positions in it, and as many updates, which are combined into it one after the other. */
type Scatter = Primitive<null>;

export const scattered = (primitive: Scatter, base: Tensor, positions: Tensor, updates: Tensor): Tensor =>
  apply(primitive, [base, positions, updates], null);

function scatter(name: string, combine: (type: { readonly dtype: Tensor['dtype'] }) => Meaning, linearTranspose: Scatter['linearTranspose']): Scatter {
  const primitive: Scatter = {
    name,
    infer: ([base]) => tensorType(base!.dtype, base!.shape),
    lower: (target, [base, positions, updates], _params, type) => target.scatter(type, base!, positions!, updates!, combine(type)),
    jvp([db, , du]: readonly Maybe<Tensor>[], { inputs: [base, positions, updates] }) {
      return scattered(primitive, db ?? zerosOf(base!.type), positions!, du ?? zerosOf(updates!.type));
    },
    linearTranspose: linearTranspose!,
    batch(operands, isBatched, _params, size) {
      const [base, positions, updates] = eachBatched(operands, isBatched, size) as [Tensor, Tensor, Tensor];
      return scattered(primitive, base, inBatch(positions, size, sizeOf(base.shape.slice(1))), updates);
    },
  };
  return primitive;
}

/** The last update to a position is what stays. */
export const scatterSetPrimitive: Scatter = /* @__PURE__ */ scatter(
  'scatterSet',
  () => (_k, [, update]) => update!,
  ([ct], { inputs: [base, positions, updates] }, isLinear) => [
    isLinear(0) ? scattered(scatterSetPrimitive, ct!, positions!, zerosOf(updates!.type)) : null,
    null,
    isLinear(2) ? select(survives(base!.shape, positions!), gathered(ct!, positions!), 0) : null,
  ],
);

/** Which updates are the last to their position. */
function survives(shape: Shape, positions: Tensor): Tensor {
  const order = reshaped(rangeOf(positions.size), positions.shape);
  const last = scattered(scatterSetPrimitive, filled(tensorType('int32', shape), -1), positions, order);
  return equal(gathered(last, positions), order);
}

export const scatterAddPrimitive: Scatter = /* @__PURE__ */ scatter(
  'scatterAdd',
  ({ dtype }) => (k, [a, b]) => (isFloating(dtype) ? k.add(a as never, b as never) : k.addInt(a as never, b as never)),
  ([ct], { inputs: [, positions] }, isLinear) => [isLinear(0) ? ct! : null, null, isLinear(2) ? gathered(ct!, positions!) : null],
);
