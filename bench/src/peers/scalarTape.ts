import { noForm } from '../errors.js';
import type { Instance, Problem, ValueAndGradient } from '../problems/problem.js';
import { inProcess } from './inProcess.js';
import { FLOAT64_TOLERANCE, type Peer } from './peer.js';
import { Tape } from './tape.js';

/** Records the scalar form of a problem anew for every evaluation. */
export function tapedObjective({ title }: Problem, { scalars }: Instance): ValueAndGradient {
  if (scalars === undefined) throw noForm('scalar', title);
  return (x, gradient) => {
    const tape = new Tape();
    const output = scalars(tape, Array.from(x, value => tape.variable(value)));
    if (typeof output === 'number') return output;
    gradient.set(tape.derivatives(output).subarray(0, x.length));
    return output.value;
  };
}

export const scalarTape: Peer = {
  name: 'tape',
  title: 'scalar tape',
  tolerance: FLOAT64_TOLERANCE,
  form: 'scalars',
  load: ({ problem, instance }) =>
    Promise.resolve(() =>
      inProcess(tapedObjective(problem, instance), instance.start.slice(), new Float64Array(instance.start.length)),
    ),
};
