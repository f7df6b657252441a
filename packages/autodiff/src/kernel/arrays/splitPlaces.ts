import { sizeOf, type Shape } from '../../graph/tensorType.js';
import { rowMajorStrides, type IndexMap } from '../lowering.js';
import type { ArrayNode, PlaceNode } from './arrayNode.js';
import { perAxis } from './indexMaps.js';

/** Every `step`-th slice along an axis, from `start`. */
export interface Piece {
  readonly axis: number;
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** More pieces than this are not worth a loop each. */
const MOST_PIECES = 8;

/** Pieces that cover a shape, in each of which every one of the joins has one part, or none. */
export function commonPieces(joins: readonly PlaceNode[], shape: Shape): Piece[] | null {
  const all = joins.flatMap(join => join.parts.map(({ value, at }) => pieceOf(value.type.shape, at, shape)));
  if (all.length === 0 || all.length > MOST_PIECES) return null;
  const axis = all.find(piece => piece !== null && piece.axis >= 0)?.axis;
  if (axis === undefined || !all.every(piece => piece !== null && (piece.axis === axis || piece.axis < 0))) return null;
  const pieces = (all as Piece[]).map(piece => (piece.axis < 0 ? { ...piece, axis, count: shape[axis]! } : piece));
  const step = Math.max(...pieces.map(piece => piece.step));
  const found = step === 1 ? intervals(pieces, axis, shape[axis]!) : residues(pieces, axis, shape[axis]!, step);
  return found !== null && found.length <= MOST_PIECES ? found : null;
}

/** The piece of a shape that a part covers, if it takes all of every other axis; axis -1 if it takes everything. */
function pieceOf(part: Shape, at: IndexMap, shape: Shape): Piece | null {
  const maps = perAxis(at, part, shape);
  if (maps === null || part.length !== shape.length) return null;
  let piece: Piece = { axis: -1, start: 0, step: 1, count: 0 };
  for (let axis = 0; axis < shape.length; axis++) {
    const { offset, strides } = maps[axis]!;
    const step = part[axis] === 1 ? 1 : strides[axis]!;
    if (step < 1 || strides.some((stride, other) => stride !== 0 && other !== axis)) return null;
    if (offset === 0 && step === 1 && part[axis] === shape[axis]) continue;
    if (piece.axis >= 0) return null;
    piece = { axis, start: offset, step, count: part[axis]! };
  }
  return piece;
}

function intervals(pieces: readonly Piece[], axis: number, extent: number): Piece[] {
  const bounds = [...new Set([0, extent, ...pieces.flatMap(({ start, count }) => [start, start + count])])].sort((a, b) => a - b);
  return bounds.slice(1).map((end, i) => ({ axis, start: bounds[i]!, step: 1, count: end - bounds[i]! }));
}

function residues(pieces: readonly Piece[], axis: number, extent: number, step: number): Piece[] | null {
  const countOf = (start: number): number => Math.ceil((extent - start) / step);
  const fits = pieces.every(({ start, step: own, count }) => own === step && start < step && count === countOf(start));
  if (!fits || step > Math.min(extent, MOST_PIECES)) return null;
  return Array.from({ length: step }, (_, start) => ({ axis, start, step, count: countOf(start) }));
}

export const pieceShape = ({ axis, count }: Piece, shape: Shape): Shape => shape.map((n, i) => (i === axis ? count : n));

/** Where the elements of a piece lie in the whole. */
export function pieceMap({ axis, start, step }: Piece, shape: Shape): IndexMap {
  const strides = rowMajorStrides(shape);
  return { offset: start * strides[axis]!, strides: strides.map((stride, i) => (i === axis ? stride * step : stride)) };
}

/** Whether all elements are one and the same. */
export const isUniform = (node: ArrayNode): boolean =>
  node.type.shape.length === 0 || (node.kind === 'view' && node.from.strides.every((stride, axis) => stride === 0 || node.type.shape[axis] === 1)) || sizeOf(node.type.shape) === 1;
