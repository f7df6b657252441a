/** Every elementwise op with its own domain, taken from its primitive: the table from which tests are generated. */
import * as api from '../src/index.js';
import type { Primitive, Tensor, TensorLike } from '../src/index.js';

export interface ElementwiseOp {
  readonly name: string;
  readonly op: (...args: TensorLike[]) => Tensor;
  readonly primitive: Primitive<null>;
  readonly domain: readonly (readonly [number, number])[];
}

type WithPrimitive = ElementwiseOp['op'] & Pick<ElementwiseOp, 'primitive'>;

const isOp = (x: unknown): x is WithPrimitive => typeof x === 'function' && 'primitive' in x;

export const elementwiseOps: readonly ElementwiseOp[] = Object.entries(api).flatMap(([name, op]) =>
  isOp(op) && op.primitive.domain !== undefined ? [{ name, op, primitive: op.primitive, domain: op.primitive.domain }] : [],
);
