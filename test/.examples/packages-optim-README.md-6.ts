import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { add, square, sub, type Tensor } from '@fermat/autodiff';
import { minimize } from '@fermat/optim';

const rosenbrock = ([x, y]: [Tensor, Tensor]) => add(square(sub(1, x)), square(sub(y, square(x))).mul(100));

const { x, value, converged, message } = minimize(rosenbrock, [-1.2, 1]);
__prints("[1, 1] 0 true", x, value, converged, message); // [1, 1] 0 true
export {};
