import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { add, square, sub, type Tensor } from '@fermat/autodiff';
import { minimize } from '@fermat/optim';

const rosenbrock = ([x, y]: [Tensor, Tensor]) =>
  add(square(sub(1, x)), square(sub(y, square(x))).mul(100));

const { x, converged } = minimize(rosenbrock, [-1.2, 1]);
if (!converged || Math.hypot(x[0]! - 1, x[1]! - 1) > 1e-6) throw new Error('not at (1, 1)');
export {};
