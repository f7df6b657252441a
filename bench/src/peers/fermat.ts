import {
  add,
  concatenate,
  div,
  flatObjective,
  matmul,
  mul,
  reshape,
  scan,
  sigmoid,
  slice,
  sqrt,
  square,
  sub,
  sum,
  tanh,
  tensor,
  type FlatObjective,
  type Tensor,
} from '@fermat/autodiff';
import { noForm } from '../errors.js';
import type { ArrayAlgebra, ScalarAlgebra } from '../problems/algebra.js';
import type { Instance, Problem } from '../problems/problem.js';
import { inProcess } from './inProcess.js';
import { FLOAT64_TOLERANCE, type Contestant, type Peer } from './peer.js';

const scalars: ScalarAlgebra<Tensor> = { add, sub, mul, div, square, sqrt, sigmoid };

export const arrays: ArrayAlgebra<Tensor> = {
  ...scalars,
  constant: (values, shape) => reshape(tensor(Float64Array.from(values)), shape),
  tanh,
  sum: (a, axis) => (axis === undefined ? sum(a) : sum(a, { axis })),
  slice: (a, start, stop) => slice(a, [start, stop]),
  every: (a, step, start) => slice(a, [start, null, step]),
  concatenate,
  reshape,
  matmul,
  scan: (step, init, elements) =>
    scan(
      (carry: Tensor[], element: Tensor): [Tensor[], Tensor] => {
        const { carry: next, output } = step(carry, element);
        return [[...next], output];
      },
      [...init],
      elements,
    )[1],
};

/** A problem as array operations on one vector. */
export const arrayObjective = ({ array, start }: Instance): FlatObjective =>
  flatObjective((x: Tensor) => array(arrays, x), start);

/** A problem as loops over scalars. */
export function scalarObjective({ title }: Problem, { scalars: objective, start }: Instance): FlatObjective {
  if (objective === undefined) throw noForm('scalar', title);
  return flatObjective((x: Tensor[]) => objective(scalars, x), [...start]);
}

export function started({ allocate, valueAndGrad }: FlatObjective, start: Float64Array): Contestant {
  const x = allocate();
  x.set(start);
  return inProcess(valueAndGrad, x, allocate());
}

export const fermatArrays: Peer = {
  name: 'fermat',
  title: 'Fermat, array form',
  tolerance: FLOAT64_TOLERANCE,
  mustAgree: true,
  form: 'array',
  load: ({ instance }) => Promise.resolve(() => started(arrayObjective(instance), instance.start)),
};

export const fermatScalars: Peer = {
  name: 'fermat-scalar',
  title: 'Fermat, scalar loops',
  tolerance: FLOAT64_TOLERANCE,
  mustAgree: true,
  form: 'scalars',
  load: ({ problem, instance }) => Promise.resolve(() => started(scalarObjective(problem, instance), instance.start)),
};
