import { add, mul, type Tensor, type TensorLike } from '@fermat/autodiff';

/** The sum of terms. */
export const total = (...terms: readonly TensorLike[]): Tensor => terms.reduce<Tensor>((sum, term) => add(sum, term), mul(0, terms[0]!));
/** The product of factors. */
export const product = (...factors: readonly TensorLike[]): Tensor => factors.reduce<Tensor>((left, right) => mul(left, right), add(1, mul(0, factors[0]!)));
export const repeat = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
