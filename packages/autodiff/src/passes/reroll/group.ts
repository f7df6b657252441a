import type { Tensor } from '../../graph/tensor.js';
import type { Shape } from '../../graph/tensorType.js';
import { sizeOf } from '../../graph/tensorType.js';
import { apply } from '../../graph/apply.js';
import { sumPrimitive } from '../../ops/structure.js';
import { edgeOf, type Edge } from './edge.js';
import type { Entry, Term } from './entry.js';
import { Numbers } from './interner.js';
import { commonShape } from './levels.js';
import { signedSum, termKey } from './sums.js';
import { Unit } from './unit.js';

/** Entries that are computed alike, as an array in the order of their making. */
export class Group extends Unit {
  constructor(
    members: readonly Entry[],
    readonly shape: Shape,
    private readonly edges: readonly Edge[],
    readonly build: () => Tensor,
  ) {
    super();
    members.forEach((member, place) => {
      member.group = this;
      member.place = place;
    });
  }

  needs(): readonly Unit[] {
    return this.edges.flatMap(edge => edge.needs);
  }
}

/** The group of some entries of one class, unless its operands are no arrays. */
export function groupOf(members: readonly Entry[], mayGather: boolean): Group | null {
  const [first] = members as readonly [Entry];
  return first.terms === null ? elementwiseGroup(members, first, mayGather) : sumGroup(members, mayGather);
}

function elementwiseGroup(members: readonly Entry[], { node, operands }: Entry, mayGather: boolean): Group | null {
  const edges: Edge[] = [];
  for (let i = 0; i < operands.length; i++) {
    const edge = edgeOf(members.map(member => member.operands[i]!), mayGather);
    if (edge === null) return null;
    edges.push(edge);
  }
  const shape = commonShape(edges.flatMap(({ nest }) => (nest === null ? [] : [nest])), members.length);
  return new Group(members, shape, edges, () => apply(node.primitive, edges.map(edge => edge.build(shape)), node.params));
}

/** Terms of one class in every member of a sum: the sum of an array over its last axes. */
interface Part {
  readonly edge: Edge;
  /** The nest of the members, and of the terms of each. */
  readonly outer: Shape | null;
  readonly inner: Shape;
  readonly negative: boolean;
}

/** Fewer terms of a class than this are added one by one. */
const FEWEST_TERMS = 4;

/** More terms that do not lie evenly are not added one by one either. */
const MOST_SEPARATE = 8;

/** More than there are arrays. */
const MOST_UNITS = 2 ** 24;

/** The group of sums whose terms are alike; also of a single sum, which always has one, and whose terms are taken array by array. */
export function sumGroup(members: readonly Entry[], mayGather: boolean): Group | null {
  const units = new Numbers<Unit>();
  const isSingle = members.length === 1;
  const keyOf = (term: Term): number => termKey(term) * MOST_UNITS + (isSingle && term.entry.unit !== term.entry ? units.of(term.entry.unit) : 0);
  const sorted = members.map(({ terms }) => [...terms!].sort((a, b) => keyOf(a) - keyOf(b)));
  const parts: Part[] = [];
  const [terms] = sorted as [(typeof sorted)[0]];
  for (let from = 0, to = 0; from < terms.length; from = to) {
    while (to < terms.length && keyOf(terms[to]!) === keyOf(terms[from]!)) to++;
    const { negative } = terms[from]!;
    const reduced = to - from < FEWEST_TERMS ? null : reducedPart(sorted.flatMap(own => own.slice(from, to).map(({ entry }) => entry)), to - from, negative, mayGather);
    if (reduced !== null) {
      parts.push(reduced);
      continue;
    }
    if (to - from > MOST_SEPARATE && !isSingle) return null;
    for (let i = from; i < to; i++) {
      const edge = edgeOf(sorted.map(own => own[i]!.entry), mayGather);
      if (edge === null) return null;
      parts.push({ edge, outer: edge.nest, inner: [], negative });
    }
  }
  const shape = isSingle ? [] : commonShape(parts.flatMap(({ outer }) => (outer === null ? [] : [outer])), members.length);
  return new Group(members, shape, parts.map(({ edge }) => edge), () =>
    signedSum(parts.map(({ edge, inner, negative }) => {
      const terms = edge.build([...shape, ...inner]);
      return { value: inner.length === 0 ? terms : apply(sumPrimitive, [terms], inner.map((_, axis) => shape.length + axis)), negative };
    })),
  );
}

function reducedPart(entries: readonly Entry[], count: number, negative: boolean, mayGather: boolean): Part | null {
  const edge = edgeOf(entries, mayGather);
  if (edge === null) return null;
  if (edge.nest === null) return { edge, outer: null, inner: [count], negative };
  const nest = [...edge.nest];
  const inner: number[] = [];
  while (sizeOf(inner) < count) inner.unshift(nest.pop()!);
  if (sizeOf(inner) === count) return { edge, outer: nest, inner, negative };
  const [outermost, ...rest] = inner as [number, ...number[]];
  const within = count / sizeOf(rest);
  if (!Number.isInteger(within) || outermost % within !== 0) return null;
  return { edge, outer: [...nest, outermost / within], inner: [within, ...rest], negative };
}
