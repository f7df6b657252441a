import { parameter } from './apply.js';
import { Graph } from './graph.js';
import type { Maybe } from './primitive.js';
import { tracing } from './scope.js';
import { present } from './sparse.js';
import type { Tensor } from './tensor.js';
import type { Typed } from './tensorType.js';

/** The values within a graph that stand for others; null for null. */
type StandIns<T extends readonly Maybe<Typed>[]> = { [K in keyof T]: T[K] extends null ? null : null extends T[K] ? Maybe<Tensor> : Tensor };

/** A graph of inputs with the types of some values, and of what `build` makes of them. A null stands for none. */
export function graphLike<const T extends readonly Maybe<Typed>[]>(construct: string, like: T, build: (inputs: StandIns<T>) => readonly Maybe<Tensor>[]): Graph {
  return tracing(construct, scope => {
    const inputs = like.map(x => x && parameter(x.type, scope));
    return new Graph(present(inputs), present(build(inputs as unknown as StandIns<T>)), scope.watermark);
  });
}
