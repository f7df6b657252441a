import type { SlownessMesh } from '../../mesh/slownessMesh.js';
import { routeTime } from './route.js';
import type { Route } from './route.js';
import { straightWay } from './straightWay.js';

/** A gain below this part of the time is a rounding error. */
const leastGain = 1e-12;

/**
 * A route with straight lines for parts of it that take longer, long parts first, each half as long as those before: where a
 * route is far from taut, to move it from triangle to triangle takes as many turns as there are between.
 */
export function straighten(field: SlownessMesh, given: Route): Route {
  let route = given;
  for (let span = 2 ** Math.floor(Math.log2(Math.max(1, given.length - 1))); span >= 2; span /= 2) {
    const straightened: Route[] = [];
    let isStraighter = false;
    for (let first = 0; first < route.length - 1; ) {
      const part = route.slice(first, first + span + 1);
      const straight = part.length < 3 ? null : straightWay(field, part[0]!, part.at(-1)!);
      const isFaster = straight !== null && routeTime(field, straight) < routeTime(field, part) * (1 - leastGain);
      // Parts overlap by half where they stay as they are.
      const kept = isFaster ? straight : part.slice(0, span / 2 + 1);
      straightened.push(kept.slice(1));
      isStraighter ||= isFaster;
      first += isFaster ? part.length - 1 : kept.length - 1;
    }
    if (isStraighter) route = [route[0]!, ...straightened.flat()];
  }
  return route;
}
