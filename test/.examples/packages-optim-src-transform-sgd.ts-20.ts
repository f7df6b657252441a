import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { gradientDescent, minimize, sgd } from '@fermat/optim';
import { cosh, type Tensor } from '@fermat/autodiff';

const method = gradientDescent(sgd({ learningRate: 0.3, momentum: 0.5 }));
const { x, converged } = minimize((x: Tensor) => cosh(x), 2, { method });
if (!converged || Math.abs(x) > 1e-7) throw new Error('cosh is least at 0');
export {};
