import type { Lowering, Operand } from '../kernel/lowering.js';
import type { Graph } from './graph.js';
import type { Tensor } from './tensor.js';
import type { TensorType } from './tensorType.js';

/** A tangent or cotangent; null stands for zero, which is never computed with. */
export type Maybe<T> = T | null;

/** What a structured primitive gives in forward mode: its outputs computed anew, and their tangents. */
export interface Pushforward {
  readonly outputs: readonly Tensor[];
  readonly tangents: readonly Maybe<Tensor>[];
}

/** What a structured primitive gives for reverse mode: a node in its place that keeps residuals, and the way back. */
export interface Linearization {
  /** Its first outputs are those of the node it stands for. */
  readonly node: Tensor;
  /** From the cotangents of all outputs to those of all inputs of `node`. */
  readonly pullback: (cotangents: readonly Maybe<Tensor>[]) => readonly Maybe<Tensor>[];
}

/**
 * An operation: all that Fermat knows of it stands here. Factories (`unary`, `binary`, `linear`, …) imply the common
 * rules. Rules are written with the public ops, and so are differentiable themselves.
 */
export interface Primitive<Params = unknown> {
  readonly name: string;

  /** The shape and dtype rule: the type of the output, with `parts` where there are several. Throws on misuse. */
  infer(inputs: readonly TensorType[], params: Params): TensorType;

  /** The meaning in kernel operations, from which every backend computes. Several outputs come as an array. */
  lower<V>(target: Lowering<V>, inputs: readonly Operand<V>[], params: Params, type: TensorType): V | V[];

  /** Linear in all differentiable inputs taken together: its tangent is itself, of the tangents. */
  readonly linear?: boolean;

  /** The tangent of the output of `node` for tangents of its inputs. Linear and structured primitives leave it out. */
  jvp?(tangents: readonly Maybe<Tensor>[], node: Tensor): Maybe<Tensor>;

  /** The cotangents of those inputs in which `node` is taken to be linear. */
  linearTranspose?(cotangents: readonly Maybe<Tensor>[], node: Tensor, isLinear: (input: number) => boolean): readonly Maybe<Tensor>[];

  /**
   * The node for operands of which some carry a batch of `size` along a new first axis; so does its result. Left out by
   * primitives that work elementwise.
   */
  batch?(operands: readonly Tensor[], isBatched: (input: number) => boolean, params: Params, size: number): Tensor | readonly Tensor[];

  /** Rules of a primitive with sub-graphs, whose derivative does not separate from its value: for reverse mode one of two. */
  readonly structured?: {
    jvp(params: Params, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward;
    /** For a primitive that keeps something for the way back. */
    linearize?(params: Params, inputs: readonly Tensor[], isActive: (input: number) => boolean): Linearization;
    /** For one that needs its inputs and outputs only: from the cotangents of the outputs to those of the inputs. */
    pullback?(
      params: Params,
      inputs: readonly Tensor[],
      outputs: readonly Tensor[],
      cotangents: readonly Maybe<Tensor>[],
      isActive: (input: number) => boolean,
    ): readonly Maybe<Tensor>[];
    subgraphs(params: Params): readonly Graph[];
    /** How often the sub-graphs run in a row, where that is known. */
    repeats?(params: Params): number;
  };

  /** An equal but simpler value, if there is one; asked when a graph is compiled, so that it may not change a bit. */
  simplify?(inputs: readonly Tensor[], params: Params, type: TensorType): Tensor | undefined;

  /** The graph that this primitive merely calls, which a compiler may put in its place. */
  inline?(params: Params): Graph;

  /**
   * Whether its result is a cotangent that is zero on a branch not taken, and is to be multiplied as such. Left out, that is
   * so where it is so of an input.
   */
  readonly masks?: boolean;

  /** Parameters as they are printed. */
  format?(params: Params): string;

  /** For the tests generated for every op: an interval for each input on which it is smooth. */
  readonly domain?: readonly (readonly [number, number])[];
}
