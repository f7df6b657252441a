import type { Real } from 'rose';
import { noForm } from '../errors.js';
import type { ScalarAlgebra } from '../problems/algebra.js';
import { inProcess } from './inProcess.js';
import { FLOAT64_TOLERANCE, type Peer } from './peer.js';

/** WebAssembly from scalar code. It has no exponential of its own: a JavaScript function is called for it. */
export const rose: Peer = {
  name: 'rose',
  title: 'rose 0.4',
  tolerance: FLOAT64_TOLERANCE,
  form: 'scalars',
  async load({ problem, instance: { scalars, start } }) {
    if (scalars === undefined) throw noForm('scalar', problem.title);
    const r = await import('rose');
    return async () => {
      const exp = r.opaque([r.Real], r.Real, Math.exp);
      exp.jvp = r.fn([r.Dual], r.Dual, ({ re: x, du: dx }) => {
        const y = exp(x);
        return { re: y, du: r.mul(dx, y) };
      });
      const algebra: ScalarAlgebra<Real> = {
        add: r.add,
        sub: r.sub,
        mul: r.mul,
        div: r.div,
        sqrt: r.sqrt,
        square: a => r.mul(a, a),
        sigmoid: a => r.div(1, r.add(1, exp(r.neg(a)))),
      };
      const Vector = r.Vec(start.length, r.Real);
      const indices = [...start.keys()];
      const objective = r.fn([Vector], r.Real, x => scalars<Real>(algebra, indices.map(i => x[i]!)));
      const both = r.fn([Vector], { value: r.Real, gradient: Vector }, x => {
        const { ret, grad } = r.vjp(objective)(x);
        return { value: ret, gradient: grad(1) };
      });
      const run = await r.compile(both);
      return inProcess(
        (x, out) => {
          const { value, gradient } = run(x as unknown as Parameters<typeof run>[0]);
          out.set(gradient as unknown as ArrayLike<number>);
          return value;
        },
        start.slice(),
        new Float64Array(start.length),
      );
    };
  },
};
