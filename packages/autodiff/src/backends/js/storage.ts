import type { DType, TensorType } from '../../graph/tensorType.js';
import type { Emitter } from './emitter.js';
import type { Prelude } from './prelude.js';

/** The class of the arrays of a dtype. */
export const bufferClass = { float64: 'Float64Array', float32: 'Float32Array', int32: 'Int32Array', bool: 'Uint8Array' };

/** The name of a new array, which is made once and for all runs. */
export function allocate(prelude: Prelude, emitter: Emitter, type: TensorType): string {
  const name = emitter.fresh('b');
  prelude.declare(`const ${name} = new ${bufferClass[type.dtype]}(${type.size});`);
  return name;
}

/** What an element is written to an array as; bools are 0 and 1 there. */
export const toStorage = (dtype: DType, element: string): string => (dtype === 'bool' ? `${element} ? 1 : 0` : element);

/** An element as it is read from an array. */
export const fromStorage = (dtype: DType, stored: string): string => (dtype === 'bool' ? `${stored} !== 0` : stored);
