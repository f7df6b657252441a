import type { Tensor } from '../graph/tensor.js';
import type { TypedArray } from '../graph/tensorType.js';

/** What a transform takes for an argument: numbers, typed arrays and tensors, in plain objects and arrays to any depth. */
export type Leaf = number | Tensor | TypedArray;
export type Tree = Leaf | readonly Tree[] | { readonly [key: string]: Tree };

/** What is said of the leaves of a tree: a tree like it, cut off wherever one thing holds for all below. */
export type Prefix<T> = T | readonly Prefix<T>[] | { readonly [key: string]: Prefix<T> };

/** The tree a traced function sees: every leaf is a Tensor. */
export type Traced = Tensor | readonly Traced[] | { readonly [key: string]: Traced };

/**
 * What may be passed where a traced function declares `T`: a number or a typed array for each Tensor. A function that
 * declares numbers cannot be traced, and nothing may be passed to it.
 */
export type Untraced<T> = Traced extends T
  ? Tree
  : Tensor extends T
    ? Leaf
    : T extends object
      ? { readonly [K in keyof T]: Untraced<T[K]> }
      : never;

export type UntracedArgs<P extends readonly unknown[]> = { [K in keyof P]: Untraced<P[K]> } & readonly unknown[];

/** Same kind in, same kind out: the type of a gradient by an argument of type `A`. */
export type Gradient<A> = A extends number
  ? number
  : A extends Tensor | TypedArray
    ? A
    : A extends object
      ? { -readonly [K in keyof A]: Gradient<A[K]> }
      : never;

type HasTensor<A> = A extends Tensor
  ? true
  : A extends number | TypedArray
    ? false
    : A extends readonly (infer E)[]
      ? HasTensor<E>
      : { [K in keyof A]: HasTensor<A[K]> }[keyof A];

/** A number where a value belongs to numbers and typed arrays alone, a Tensor where a Tensor is among them. */
export type ValueOf<A> = true extends HasTensor<A> ? Tensor : number;

type At<A, N> = N extends keyof A ? A[N] : never;

/** The arguments that `argnums` names: one, or a tuple of several. */
export type Selected<A, N> = N extends readonly unknown[] ? { -readonly [K in keyof N]: At<A, N[K]> } : At<A, N>;

/** The gradients by the arguments that `argnums` names. */
export type Gradients<A, N> = Gradient<Selected<A, N>>;

/** A tree with a Tensor for every leaf of `A`. */
type TensorsLike<A> = A extends Leaf ? Tensor : { -readonly [K in keyof A]: TensorsLike<A[K]> };

/** The tree that a loop is given for a carry or a row of type `A`: a Tensor at every leaf. */
export type TensorsIn<A> = A extends Leaf ? Tensor : { [K in keyof A]: TensorsIn<A[K]> };

/** For every Tensor of a result `R`, the derivatives by an argument of type `A`. */
export type JacobianOf<R, A> = R extends Tensor ? TensorsLike<A> : R extends object ? { -readonly [K in keyof R]: JacobianOf<R[K], A> } : TensorsLike<A>;

/** The second derivatives by an argument of type `Root`: for every leaf, the derivatives of its slope. */
export type HessianOf<A, Root = A> = A extends number
  ? Gradient<Root>
  : A extends Leaf
    ? TensorsLike<Root>
    : { -readonly [K in keyof A]: HessianOf<A[K], Root> };

/** The results of a function called on traced values: where its type allows any kind of leaf, it is a Tensor. */
export type TracedResult<R> = Leaf extends R
  ? Tensor
  : R extends Leaf
    ? R
    : R extends object
      ? { [K in keyof R]: TracedResult<R[K]> }
      : R;
