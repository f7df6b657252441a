import type { BoundedSpeed } from '../bound/boundedSpeed.js';
import type { Bounds } from '../geometry/bounds.js';
import { Reach } from '../geometry/reach.js';
import { SideView } from '../geometry/sideView.js';
import type { Point } from '../geometry/vector.js';
import type { Range } from '../numeric/functionRange.js';

/** Into how many parts what lies across the line is cut. */
const parts = 2;

/** How often the box that faster paths stay in is made smaller. */
const shrinkings = 3;

/** A medium in the plane, each place of which is as fast as any of a field in space that lies across it, and where points are seen there. */
export interface SeenFromSide {
  readonly speed: BoundedSpeed;
  readonly placeOf: (point: Point) => Point;
}

/** A field in space as it is seen from the side of the line between two points, as far as a path in less than a time may come. */
export function seenFromSide(bounds: Bounds, maxSpeedIn: BoundedSpeed['maxSpeedIn'], ends: { readonly from: Point; readonly to: Point }, time: number): SeenFromSide {
  let maxSpeed = maxSpeedIn(bounds);
  for (let i = 0; i < shrinkings; i++) maxSpeed = Math.min(maxSpeed, maxSpeedIn(boxAround(bounds, new Reach(ends, time * maxSpeed))));
  const view = new SideView(bounds, ends, time * maxSpeed, parts);
  return {
    speed: {
      bounds: view.bounds,
      maxSpeedIn([start, top, end, bottom]) {
        const speeds = view.boxesOver([start!, end!]).map(([x, y]) => maxSpeedIn([x[0], y[0], top!, x[1], y[1], bottom!]));
        return speeds.reduce((a, b) => Math.max(a, b), 0);
      },
    },
    placeOf: (point) => view.placeOf(point),
  };
}

function boxAround(bounds: Bounds, reach: Reach): Bounds {
  const ranges = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map((unit, axis): Range => {
    const [least, most] = reach.along(unit);
    return [Math.max(bounds[axis]!, least), Math.min(bounds[axis + 3]!, most)];
  });
  return [...ranges.map(([least]) => least), ...ranges.map(([, most]) => most)];
}
