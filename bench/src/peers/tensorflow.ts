import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { ArrayAlgebra } from '../problems/algebra.js';
import { inProcess } from './inProcess.js';
import { FLOAT32_TOLERANCE, type Peer } from './peer.js';

/** Eager operations on WebAssembly, in float32, the only floating type there is. Constants are made once. */
export const tensorflow: Peer = {
  name: 'tensorflow',
  title: 'TensorFlow.js 4, wasm (f32)',
  tolerance: FLOAT32_TOLERANCE,
  form: 'array',
  async load({ instance: { array, start } }) {
    const { default: tf } = await import('@tensorflow/tfjs-core');
    await import('@tensorflow/tfjs-backend-wasm');
    await import('@tensorflow/tfjs-core/dist/register_all_gradients');
    await tf.setBackend('wasm');

    const constants: Tensor[] = [];
    let next = 0;
    const algebra: ArrayAlgebra<Tensor> = {
      constant: (values, shape) => (constants[next++] ??= tf.keep(tf.tensor(Float32Array.from(values), [...shape]))),
      add: tf.add,
      sub: tf.sub,
      mul: tf.mul,
      div: tf.div,
      square: tf.square,
      sqrt: tf.sqrt,
      sigmoid: tf.sigmoid,
      tanh: tf.tanh,
      sum: (a, axis) => tf.sum(a, axis),
      slice: (a, from, to) => tf.slice(a, from, to - from),
      every: (a, step, from) => tf.reshape(tf.slice(tf.reshape(a, [-1, step]), [0, from], [-1, 1]), [-1]),
      concatenate: parts => tf.concat1d(parts as Tensor1D[]),
      reshape: (a, shape) => tf.reshape(a, [...shape]),
      matmul: (a, b) => tf.matMul(a, b),
    };
    const run = tf.valueAndGrad((x: Tensor) => array(algebra, x));
    return () =>
      inProcess(
        (x, out) => {
          next = 0;
          return tf.tidy(() => {
            const { value, grad } = run(tf.tensor1d(Float32Array.from(x)));
            out.set(grad.dataSync());
            return value.dataSync()[0]!;
          });
        },
        start.slice(),
        new Float64Array(start.length),
      );
  },
};
