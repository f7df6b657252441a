import { norm, subtract } from '../../geometry/vector.js';
import type { Point } from '../../geometry/vector.js';
import { regionBound } from '../../regions/regionBound.js';
import { timeOf } from '../../medium/pathTime.js';
import { regionTrace } from '../../regions/regionTrace.js';
import type { Steps } from '../../search/steps.js';
import type { CurvedLayers } from '../curvedLayers.js';
import { curvedTrace } from '../curvedTrace.js';
import { coveringMap } from './coveringMap.js';
import { sectionOf } from './section.js';

export interface InterfacesBoundOptions {
  /** A fast path between the points and its time. */
  readonly path: readonly Point[];
  readonly time: number;
  readonly budgetMs: number | undefined;
}

/** Closer to the time than this, relatively, the straight line at the largest speed is bound enough. */
const closeEnough = 1e-9;

/** How close polygons are to the layers, relative to the size of the map, one after the other: with many corners a bound takes longer to rise. */
const accuracies = [3e-4, 3e-5, 3e-6];

/** What is enough without a budget in time: a bound this close to the time, relatively, or so many operations on each map. */
const goodEnough = 1e-3;
const mostOperations = 1e8;

/**
 * A time that no path through curved layers between the ends of the given one falls below: the bound over a map of polygons that
 * covers the layers, in space those seen from the side.
 */
export function* interfacesBound(layers: CurvedLayers, { path, time, budgetMs }: InterfacesBoundOptions): Steps<number> {
  const end = Date.now() + (budgetMs ?? Infinity);
  const [from, to] = [path[0]!, path[path.length - 1]!];
  let best = (norm(subtract(to, from)) / layers.speeds.reduce((a, b) => Math.max(a, b))) * (1 - 8 * Number.EPSILON);
  if (best >= time * (1 - closeEnough)) return best;
  const section = sectionOf(layers, { from, to }, time);
  const legs = curvedTrace(layers, path);
  for (const accuracy of accuracies) {
    const { map, path: moved } = coveringMap(layers, section, legs, accuracy);
    const leftMs = budgetMs === undefined ? undefined : Math.max(0, end - Date.now());
    const coveredTime = timeOf(regionTrace(map, moved));
    const value = yield* regionBound(map, { path: moved, time: coveredTime, budgetMs: leftMs, closeEnough: accuracy, mostOperations });
    best = Math.max(best, value);
    if (value < coveredTime * (1 - accuracy) || (budgetMs === undefined && best >= time * (1 - goodEnough))) break;
  }
  return best;
}
