import type { ArrayAlgebra } from '../problems/algebra.js';
import { inProcess } from './inProcess.js';
import { FLOAT64_TOLERANCE, type Peer } from './peer.js';

/** jit of valueAndGrad, on WebAssembly, in float64. Operands keep their references, so that a formula may use them twice. */
export const jaxJs: Peer = {
  name: 'jax-js',
  title: 'jax-js 0.1, wasm',
  tolerance: FLOAT64_TOLERANCE,
  form: 'array',
  async load({ instance: { array, start } }) {
    // It asks for this type when it is loaded, though not for arrays of others; Node has it from version 24.
    if (!('Float16Array' in globalThis)) Object.assign(globalThis, { Float16Array: class extends Uint16Array {} });
    const { defaultDevice, init, jit, nn, numpy: np, valueAndGrad } = await import('@jax-js/jax');
    type Vector = ReturnType<typeof np.array>;
    await init('wasm');
    defaultDevice('wasm');
    const kept = (a: Vector | number): Vector | number => (typeof a === 'number' ? a : a.ref);
    const vector = (values: ArrayLike<number>): Vector => np.array(Float64Array.from(values), { dtype: np.float64 });
    const algebra: ArrayAlgebra<Vector> = {
      constant: (values, shape) => vector(values).reshape([...shape]),
      add: (a, b) => np.add(kept(a), kept(b)),
      sub: (a, b) => np.subtract(kept(a), kept(b)),
      mul: (a, b) => np.multiply(kept(a), kept(b)),
      div: (a, b) => np.divide(kept(a), kept(b)),
      square: a => np.square(a.ref),
      sqrt: a => np.sqrt(a.ref),
      sigmoid: a => nn.sigmoid(a.ref),
      tanh: a => np.tanh(a.ref),
      sum: (a, axis) => (axis === undefined ? np.sum(a.ref) : np.sum(a.ref, axis)),
      slice: (a, from, to) => a.ref.slice([from, to]),
      every: (a, step, from) => a.ref.reshape([-1, step]).slice([], from),
      concatenate: parts => np.concatenate(parts.map(part => part.ref)),
      reshape: (a, shape) => a.ref.reshape([...shape]),
      matmul: (a, b) => np.matmul(a.ref, b.ref),
    };
    return () => {
      const run = jit(valueAndGrad((x: Vector) => array(algebra, x)));
      return inProcess(
        (x, out) => {
          const [value, gradient] = run(vector(x));
          out.set(gradient.dataSync());
          return value.dataSync()[0]!;
        },
        start.slice(),
        new Float64Array(start.length),
      );
    };
  },
};
