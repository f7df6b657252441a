import { extent } from 'd3-array';
import type { Point } from '@fermat/paths';
import type { PathProblem } from '../run/pathProblem.js';
import type { ScenarioResult } from '../run/scenarioResult.js';
import { isSearch } from '../run/searchProblem.js';
import type { Problem } from '../run/searchProblem.js';
import type { Spot } from './mark.js';

/** Where data coordinates fall on the page. */
export interface Frame {
  /** The plot's edges on the page. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The page's position of a point: along the layers to the right, across them upwards. */
  at(point: Point): Spot;
  /** The data coordinates at the plot's edges. */
  readonly along: readonly [number, number];
  readonly depth: readonly [number, number];
}

/** The largest plot, and how far apart the two scales may be before they part. */
const most = { width: 640, height: 620, aspect: 3.2 };

/** A frame that holds the map, or the start, the goal, the straight line and the optimiser's beginning, its corner at `corner`. */
export function createFrame(result: ScenarioResult, problem: Problem, corner: Spot): Frame {
  const { along, depth } = isSearch(problem) ? mapExtents(problem.bounds) : extents(result, problem);
  const spanAlong = along[1] - along[0];
  const spanDepth = depth[1] - depth[0];
  const ratio = Math.min(most.aspect, Math.max(1 / most.aspect, spanAlong / spanDepth));
  const width = Math.min(most.width, most.height * ratio);
  const height = width / ratio;
  const [left, top] = corner;
  const bottom = top + height;
  return {
    left,
    right: left + width,
    top,
    bottom,
    along,
    depth,
    at: (point) => [
      left + (((point[0] ?? 0) - along[0]) / spanAlong) * width,
      bottom - (((point.at(-1) ?? 0) - depth[0]) / spanDepth) * height,
    ],
  };
}

function mapExtents([xmin = 0, ymin = 0, xmax = 0, ymax = 0]: readonly number[]): Pick<Frame, 'along' | 'depth'> {
  return { along: [xmin, xmax], depth: [ymin, ymax] };
}

/** A descent that wanders off is shown no further than one width beyond the straight line. */
function extents(result: ScenarioResult, problem: PathProblem): Pick<Frame, 'along' | 'depth'> {
  const must = [...result.straight.path, ...result.path];
  const start = problem.path(result.iterations[0]?.x ?? result.x);
  const [low, high] = bounds(must, 0);
  const [lowStart, highStart] = bounds(start, 0);
  const depth = bounds(must, -1);
  const room = Math.max(high - low, (depth[1] - depth[0]) / 4);
  const from = Math.max(Math.min(low, lowStart), low - room);
  const to = Math.min(Math.max(high, highStart), high + room);
  const margin = 0.06 * Math.max(to - from, room);
  return { along: [from - margin, to + margin], depth };
}

function bounds(points: readonly Point[], axis: number): readonly [number, number] {
  const [low = 0, high = 0] = extent(points, (point) => point.at(axis) ?? 0);
  return [low, high];
}
