import { notLinear } from '../errors.js';
import { projection } from '../graph/apply.js';
import type { Maybe } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { reachable } from '../graph/walk.js';
import { total } from '../ops/addPrimitive.js';
import { blaming } from '../provenance.js';

/** The cotangents of the inputs of a node, from those of its outputs. */
type Rule = (node: Tensor, cotangents: readonly Maybe<Tensor>[], isActive: (input: number) => boolean) => readonly Maybe<Tensor>[];

/** The nodes between some inputs and some outputs. */
export interface Span {
  readonly lowest: number;
  readonly nodes: readonly (Tensor | undefined)[];
  /** By position in `nodes`: whether the node depends on an input through values that have derivatives. */
  readonly active: Uint8Array;
}

/** `carries` tells whether a derivative can pass through a node. */
export function spanBetween(inputs: readonly Tensor[], outputs: readonly Tensor[], carries: (node: Tensor) => boolean): Span {
  const lowest = inputs.reduce((least, input) => Math.min(least, input.id), Infinity);
  const nodes = reachable(outputs, lowest, inputs);
  const active = new Uint8Array(nodes.length);
  for (const input of inputs) active[input.id - lowest] = 1;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (node === undefined || active[index] === 1 || !carries(node)) continue;
    for (const input of node.inputs) if (active[input.id - lowest] === 1) active[index] = 1;
  }
  return { lowest, nodes, active };
}

/** The way back: carries cotangents from the outputs to the inputs of a span, node by node. */
export function sweepBack(
  { lowest, nodes, active }: Span,
  inputs: readonly Tensor[],
  outputs: readonly Tensor[],
  seeds: readonly Maybe<Tensor>[],
  rule: Rule,
): Maybe<Tensor>[] {
  const cotangents = new Array<Maybe<Tensor> | Maybe<Tensor>[] | undefined>(nodes.length);
  const isActive = (node: Tensor): boolean => active[node.id - lowest] === 1;
  const receive = (node: Tensor, ct: Maybe<Tensor>): void => {
    const index = node.id - lowest;
    cotangents[index] = total((cotangents[index] as Maybe<Tensor> | undefined) ?? null, ct);
  };
  outputs.forEach((output, i) => {
    if (isActive(output)) receive(output, seeds[i]!);
  });
  const stop = new Set(inputs);
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index];
    const ct = cotangents[index];
    if (node === undefined || ct === undefined || ct === null || stop.has(node)) continue;
    cotangents[index] = undefined;
    if (node.primitive === projection) {
      const source = node.inputs[0]!;
      const parts = (cotangents[source.id - lowest] ??= source.type.parts!.map(() => null)) as Maybe<Tensor>[];
      parts[node.params as number] = total(parts[node.params as number]!, ct as Tensor);
      continue;
    }
    let results: readonly Maybe<Tensor>[];
    try {
      results = rule(node, Array.isArray(ct) ? ct : [ct], i => isActive(node.inputs[i]!));
    } catch (error) {
      throw blaming(node, error);
    }
    for (let i = 0; i < results.length; i++) {
      const input = node.inputs[i]!;
      if (results[i] !== null && isActive(input)) receive(input, results[i]!);
    }
  }
  return inputs.map(input => (cotangents[input.id - lowest] as Maybe<Tensor> | undefined) ?? null);
}

const transposeNode: Rule = (node, cotangents, isLinear) => {
  if (node.primitive.linearTranspose === undefined) throw notLinear(node.primitive.name);
  return node.primitive.linearTranspose(cotangents, node, isLinear);
};

/** Transposes outputs that are linear in the inputs. */
export function transposeLinear(outputs: readonly Tensor[], inputs: readonly Tensor[], seeds: readonly Maybe<Tensor>[]): Maybe<Tensor>[] {
  return sweepBack(spanBetween(inputs, outputs, () => true), inputs, outputs, seeds, transposeNode);
}
