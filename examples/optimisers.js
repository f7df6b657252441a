// Three optimisers on the time of one path: steps of a fixed rate, with momentum, and L-BFGS.
// node optimisers.js

import { gradientDescent, lbfgs, minimize, sgd } from '@fermat/optim';
import { layered, layeredTime, solveLayered } from '@fermat/paths';

const medium = layered({
  layers: [
    { name: 'grass', thickness: 10, speed: 0.7 },
    { name: 'mud', thickness: 10, speed: 0.3 },
    { name: 'sand', thickness: 10, speed: 0.45 },
  ],
  offset: 20,
});
const time = layeredTime(medium);
const least = solveLayered(medium).time;

const methods = {
  'gradient descent': gradientDescent(sgd({ learningRate: 1.5 })),
  'with momentum': gradientDescent(sgd({ learningRate: 1.5, momentum: 0.5 })),
  'L-BFGS': lbfgs(),
};
for (const [name, method] of Object.entries(methods)) {
  const { value, iterations, evaluations, converged } = minimize(time, [2, 17], { method, maxIterations: 500 });
  const counts = `${iterations} iterations, ${evaluations} evaluations`;
  console.log(`${name}: ${counts}, ${converged ? 'converged' : 'not converged'} within ${(value - least).toExponential(0)} s`);
}
