import { add, mul, square, sub, type Tensor } from '@fermat/autodiff';

/** Two wells over a valley, the lower one near x = -1. */
export const wells = ([x, y]: [Tensor, Tensor]): Tensor => add(add(square(sub(square(x), 1)), mul(0.2, x)), square(sub(y, x)));
