import { hessian, jit, type Tensor } from '@fermat/autodiff';
import type { Instance } from '../problems/problem.js';
import { arrayObjective, arrays, started } from './fermat.js';
import { inProcess } from './inProcess.js';
import type { Case, Evaluation, Peer } from './peer.js';

/** Central differences of the gradient by hand have no more digits. */
const TOLERANCE = 1e-5;

const oneGradient = {
  title: 'gradient of the same objective',
  start: ({ instance }: Case) => started(arrayObjective(instance), instance.start),
};

const direction = ({ start }: Instance): Float64Array => start.map((_, i) => Math.cos(i));

/** How the gradient by hand changes along a direction. */
function changeOfGradient({ byHand, start }: Instance, along: Float64Array): Float64Array {
  const step = 4e-6;
  const gradientAt = (by: number): Float64Array => {
    const gradient = new Float64Array(start.length);
    byHand(start.map((x, i) => x + by * along[i]!), gradient);
    return gradient;
  };
  const ahead = gradientAt(step);
  return gradientAt(-step).map((behind, i) => (ahead[i]! - behind) / (2 * step));
}

/** What is found, in the form of an evaluation: all of it as the gradient. */
const found = (gradient: Float64Array): Evaluation => ({ value: 1, gradient });

export const fermatHessianTimesVector: Peer = {
  name: 'fermat-hvp',
  title: 'Fermat, Hessian times vector',
  tolerance: TOLERANCE,
  mustAgree: true,
  form: 'array',
  reference: oneGradient,
  cases: ['P2:1000', 'P2:10000', 'P4:200', 'P4:2000'],
  expected: ({ instance }) => found(changeOfGradient(instance, direction(instance))),
  load: ({ instance }) =>
    Promise.resolve(() => {
      const { allocate, hvp } = arrayObjective(instance);
      const [x, v, product] = [allocate(), allocate(), allocate()];
      x.set(instance.start);
      v.set(direction(instance));
      const contestant = inProcess((at, out) => (hvp(at, v, out), out[0]!), x, product);
      return { ...contestant, evaluate: () => (hvp(x, v, product), found(product)) };
    }),
};

export const fermatHessian: Peer = {
  name: 'fermat-hessian',
  title: 'Fermat, Hessian',
  tolerance: TOLERANCE,
  mustAgree: true,
  form: 'array',
  reference: oneGradient,
  cases: ['P2:51'],
  expected: ({ instance }) => {
    const { start } = instance;
    const columns = Array.from(start, (_, j) => changeOfGradient(instance, start.map((_x, i) => Number(i === j))));
    return found(Float64Array.from({ length: start.length ** 2 }, (_, i) => columns[i % start.length]![Math.floor(i / start.length)]!));
  },
  load: ({ instance: { array, start } }) =>
    Promise.resolve(() => {
      const second = jit(hessian((x: Tensor) => array(arrays, x)));
      const x = start.slice();
      const contestant = inProcess(at => second(at).size, x, new Float64Array(0));
      return { ...contestant, evaluate: () => found(second(x).data() as Float64Array) };
    }),
};
