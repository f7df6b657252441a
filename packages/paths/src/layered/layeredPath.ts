import { checkMedium, checkedOptions } from '../arguments.js';
import { invalidUnknown, wrongUnknowns } from '../errors.js';
import type { Point } from '../geometry/vector.js';
import { CompensatedSum } from '../numeric/compensatedSum.js';
import type { LayeredMedium } from './layered.js';

/**
 * Where a path crosses the interfaces: by the extents of its legs along the layers (of all layers or all but the last,
 * which follows from the offset), or by the places of the crossings. In 3D both are measured along the offset.
 */
export type LayeredUnknowns = { readonly spans: ArrayLike<number> } | { readonly crossings: ArrayLike<number> };

/**
 * The polyline from the medium's start to its end through given crossings: one point more than there are layers.
 * A solution of `solveLayered` can be passed as it is.
 *
 * @throws PathsError `WRONG_UNKNOWNS` when their number fits the layers in no way, `INVALID_UNKNOWN` when one is not finite.
 *
 * @example
 * ```ts
 * import { layered, layeredPath } from '@fermat/paths';
 *
 * const medium = layered({ layers: [{ thickness: 1, speed: 1 }, { thickness: 2, speed: 2 }], offset: 5 });
 * console.log(layeredPath(medium, { spans: [2] })); // [[0, 0], [2, 1], [5, 3]]
 * ```
 */
export function layeredPath(medium: LayeredMedium, unknowns: LayeredUnknowns): Point[] {
  checkMedium('layeredPath', medium, 'distance');
  checkedOptions('layeredPath', unknowns);
  const crossings = 'crossings' in unknowns ? checkedCrossings(medium, unknowns.crossings) : crossingsOf(medium, unknowns.spans);
  const inner = Array.from(crossings, (distance, i) => [...medium.direction.map((part) => part * distance), medium.depths[i + 1]!]);
  return [medium.from, ...inner, medium.to];
}

/** The spans of the straight line from start to end, in every layer. */
export function straightSpans(medium: LayeredMedium): Float64Array {
  checkMedium('straightSpans', medium, 'distance');
  return medium.thicknesses.map((thickness) => medium.distance * (thickness / medium.thickness));
}

function checkedCrossings({ layers }: LayeredMedium, crossings: ArrayLike<number>): ArrayLike<number> {
  const wanted = layers.length - 1;
  if (crossings?.length !== wanted) throw wrongUnknowns(`${crossings?.length} crossings`, `${wanted} (one between each two layers)`);
  return checkFinite(crossings);
}

function crossingsOf({ layers }: LayeredMedium, spans: ArrayLike<number>): Float64Array {
  const wanted = layers.length - 1;
  if (spans?.length !== wanted && spans?.length !== layers.length) {
    throw wrongUnknowns(`${spans?.length} spans`, `${wanted} (of all layers but the last) or ${layers.length} (of all layers)`);
  }
  const total = new CompensatedSum();
  return Float64Array.from(Array.from(checkFinite(spans)).slice(0, wanted), (span) => {
    total.add(span);
    return total.value;
  });
}

function checkFinite(unknowns: ArrayLike<number>): ArrayLike<number> {
  for (let i = 0; i < unknowns.length; i++) {
    if (!Number.isFinite(unknowns[i])) throw invalidUnknown(i, unknowns[i]);
  }
  return unknowns;
}
