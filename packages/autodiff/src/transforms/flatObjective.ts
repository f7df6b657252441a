import type { Executable } from '../backends/backend.js';
import { overlappingBuffers, wrongLength } from '../errors.js';
import { apply, constant } from '../graph/apply.js';
import { graphLike } from '../graph/graphLike.js';
import { currentScope } from '../graph/scope.js';
import type { Tensor, TensorLike } from '../graph/tensor.js';
import { tensorType, type Typed } from '../graph/tensorType.js';
import { converted, orZeros, reshaped, slicePrimitive } from '../ops/structure.js';
import { checked } from '../options.js';
import { rerolled } from '../passes/reroll/reroll.js';
import { flatten, flattenLike, restored, traced } from '../tree/tree.js';
import type { Gradient, Untraced } from '../tree/types.js';
import { checkDifferentiable, wrapped } from './arguments.js';
import { compile, type CompileOptions } from './compile.js';
import { pushforward } from './forward.js';
import { scalarOutput } from './grad.js';
import { reverse } from './reverse.js';
import { frozen } from './trace.js';

/** An objective of one vector of float64, compiled: what an optimiser works with. No call allocates. */
export interface FlatObjective<T = unknown> {
  /** The number of unknowns. */
  readonly size: number;
  /** A tree of the example's structure as a vector. */
  flatten(tree: T): Float64Array;
  /** A vector as a tree of the example's structure and kinds. */
  unflatten(x: Float64Array): Gradient<T>;
  /** A vector of zeros that the other methods take; `valueAndGrad` works on the first few where they lie, without copying. */
  allocate(): Float64Array;
  value(x: Float64Array): number;
  /** Writes the gradient to `gradient` and returns the value. */
  valueAndGrad(x: Float64Array, gradient: Float64Array): number;
  /** Writes the product of the Hessian at `x` with `v` to `out`. */
  hvp(x: Float64Array, v: Float64Array, out: Float64Array): void;
}

/**
 * Compiles a scalar function of a tree for optimisers, which work on one vector. The function is traced once, at the
 * structure of `example`, and must not branch on values.
 *
 * @example
 * ```ts
 * import { add, flatObjective, square, type Tensor } from '@fermat/autodiff';
 *
 * const height = ({ x, y }: { x: Tensor; y: Tensor }) => add(square(x), y);
 * const objective = flatObjective(height, { x: 1, y: 2 });
 * const gradient = objective.allocate();
 * console.log(objective.valueAndGrad(Float64Array.of(3, 1), gradient), gradient); // 10 Float64Array [6, 1]
 * ```
 */
export function flatObjective<P, T extends Untraced<P>>(
  f: (x: P) => TensorLike,
  example: T,
  options: CompileOptions = {},
): FlatObjective<T> {
  checked('flatObjective', options, ['backend'], '...');
  const flattened = flatten(example, 'the example');
  checkDifferentiable(flattened);
  const { structure, leaves } = flattened;
  const size = leaves.reduce((sum, leaf) => sum + leaf.size, 0);

  const objectiveOf = (x: Tensor): Tensor => {
    currentScope()!.prepare = rerolled;
    return scalarOutput('flatObjective', flatten(f(traced(structure, split(x, leaves)) as P), 'the result'));
  };
  const vector = { type: tensorType('float64', [size]) };
  const compiled = <const T extends readonly Typed[]>(inputs: T, build: (inputs: { [K in keyof T]: Tensor }) => readonly Tensor[]): (() => Executable) => {
    let executable: Executable | undefined;
    return () => (executable ??= compile(frozen(graphLike('flatObjective', inputs, build as never), 'flatObjective'), options));
  };
  const valueOf = compiled([vector], ([x]) => [objectiveOf(x)]);
  const gradientOf = compiled([vector], ([x]) => valueAndGradient(objectiveOf, x));
  const hvpOf = compiled([vector, vector], ([x, v]) => {
    const inner = wrapped(x);
    const [, gradient] = valueAndGradient(objectiveOf, inner);
    return orZeros(pushforward([gradient], [inner], [v]).tangents, [x]);
  });

  const check = (what: string, x: Float64Array): void => {
    if (x.length !== size) throw wrongLength(what, size, x.length);
  };
  /** Optimisers pass the same vectors again and again; looking at their memory costs more than a small objective. */
  let checkedInput: Float64Array | undefined;
  let checkedOutput: Float64Array | undefined;
  const checkPair = (input: string, x: Float64Array, output: string, out: Float64Array): void => {
    if (x === checkedInput && out === checkedOutput) return;
    check(input, x);
    check(output, out);
    if (overlap(x, out)) throw overlappingBuffers();
    checkedInput = x;
    checkedOutput = out;
  };
  const received = new Float64Array(1);
  return {
    size,
    allocate: () => gradientOf().allocate?.(size) ?? new Float64Array(size),
    flatten(tree) {
      const x = new Float64Array(size);
      let at = 0;
      for (const leaf of flattenLike(tree, flattened, 'the point')) {
        x.set(leaf.data(), at);
        at += leaf.size;
      }
      return x;
    },
    unflatten(x) {
      check('the vector', x);
      return restored(structure, split(constant(x, 'float64', [size]), leaves)) as Gradient<T>;
    },
    value(x) {
      check('x', x);
      valueOf().run(x, received);
      return received[0]!;
    },
    valueAndGrad(x, gradient) {
      checkPair('x', x, 'the gradient', gradient);
      gradientOf().run(x, received, gradient);
      return received[0]!;
    },
    hvp(x, v, out) {
      check('x', x);
      checkPair('v', v, 'the product', out);
      if (overlap(x, out)) throw overlappingBuffers();
      hvpOf().run(x, v, out);
    },
  };
}

function valueAndGradient(f: (x: Tensor) => Tensor, x: Tensor): [value: Tensor, gradient: Tensor] {
  const inner = wrapped(x);
  const { outputs, pullback } = reverse([f(inner)], [inner]);
  const value = outputs[0]!;
  return [value, ...orZeros(pullback([constant(1, value.dtype)]), [x])] as [Tensor, Tensor];
}

/** The leaves that a vector holds one after the other. */
function split(x: Tensor, leaves: readonly Tensor[]): Tensor[] {
  let start = 0;
  return leaves.map(leaf => {
    const part = leaf.size === x.size ? x : apply(slicePrimitive, [x], { starts: [start], steps: [1], sizes: [leaf.size] });
    start += leaf.size;
    return converted(reshaped(part, leaf.shape), leaf.dtype);
  });
}

const overlap = (a: Float64Array, b: Float64Array): boolean =>
  a.buffer === b.buffer && a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
