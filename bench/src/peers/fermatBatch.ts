import { flatObjective, reshape, sum, vmap, type Tensor } from '@fermat/autodiff';
import type { Instance } from '../problems/problem.js';
import { arrays } from './fermat.js';
import { inProcess } from './inProcess.js';
import { FLOAT64_TOLERANCE, type Case, type Contestant, type Peer } from './peer.js';

const STARTS = 10_000;

/** So many points around the start of a problem, one after the other. */
const points = ({ start }: Instance): Float64Array => Float64Array.from({ length: STARTS * start.length }, (_, i) => start[i % start.length]! + Math.sin(i));

/** The code by hand, in a loop over the points. */
function loopByHand({ instance }: Case): Contestant {
  const { byHand, start } = instance;
  const n = start.length;
  const [x, slopes] = [new Float64Array(n), new Float64Array(n)];
  return inProcess(
    (all, gradients) => {
      let total = 0;
      for (let s = 0; s < STARTS; s++) {
        for (let i = 0; i < n; i++) x[i] = all[n * s + i]!;
        total += byHand(x, slopes);
        for (let i = 0; i < n; i++) gradients[n * s + i] = slopes[i]!;
      }
      return total;
    },
    points(instance),
    new Float64Array(STARTS * n),
  );
}

export const fermatBatch: Peer = {
  name: 'fermat-vmap',
  title: 'Fermat, vmap over 10,000 starts',
  tolerance: FLOAT64_TOLERANCE,
  mustAgree: true,
  form: 'array',
  reference: { title: 'loop over them by hand', start: loopByHand },
  cases: ['P1'],
  load: ({ instance }) =>
    Promise.resolve(() => {
      const { array, start } = instance;
      const each = vmap((x: Tensor) => array(arrays, x));
      const { allocate, valueAndGrad } = flatObjective((x: Tensor) => sum(each(reshape(x, [STARTS, start.length]))), points(instance));
      const x = allocate();
      x.set(points(instance));
      return inProcess(valueAndGrad, x, allocate());
    }),
};
