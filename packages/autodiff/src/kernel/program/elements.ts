import type { TensorType } from '../../graph/tensorType.js';
import type { ArrayNode, ViewNode } from '../arrays/arrayNode.js';
import { perAxis } from '../arrays/indexMaps.js';
import { isUniform } from '../arrays/splitPlaces.js';
import type { Meaning } from '../lowering.js';
import { affineConstant, combine } from './affine.js';
import { indexKey, type Index } from './space.js';

/** The index of what a view shows, or null if that must be in memory. */
export function throughView(view: ViewNode, index: Index): Index | null {
  const { input, from, type } = view;
  if (input.type.shape.length === 0) return [];
  if (index.length !== type.shape.length && !isUniform(view)) return null;
  const maps = perAxis(from, type.shape, input.type.shape);
  if (maps === null) return null;
  return maps.map(({ offset, strides }) => (index.length === type.shape.length ? combine(offset, strides, index) : affineConstant(offset)));
}

const roundToFloat32 = new WeakMap<Meaning, Meaning>();

/** A meaning whose result is rounded as storing it would. */
export function roundedTo({ dtype }: TensorType, meaning: Meaning): Meaning {
  if (dtype !== 'float32') return meaning;
  let rounded = roundToFloat32.get(meaning);
  if (rounded === undefined) {
    rounded = (k, elements) => k.fround(meaning(k, elements) as never);
    roundToFloat32.set(meaning, rounded);
  }
  return rounded;
}

export const elementKey = (node: ArrayNode, index: Index): string => `${node.id}|${indexKey(index)}`;

