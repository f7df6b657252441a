import { CompensatedSum } from '../numeric/compensatedSum.js';

/**
 * Where each of several spans ends, when together they reach `distance`.
 *
 * Places before the largest span are summed from the start and those after it from the end, so that this span takes up
 * the rounding: a small one beside it, in a slow layer, would turn an error of the same size into a loss of time.
 */
export function placesAlong(spans: Float64Array, distance: number): Float64Array {
  const places = new Float64Array(spans.length);
  const largest = indexOfLargest(spans);
  const fromStart = new CompensatedSum();
  for (let i = 0; i < largest; i++) {
    fromStart.add(spans[i]!);
    places[i] = fromStart.value;
  }
  const fromEnd = new CompensatedSum();
  fromEnd.add(distance);
  for (let i = spans.length - 1; i >= largest; i--) {
    places[i] = fromEnd.value;
    fromEnd.add(-spans[i]!);
  }
  return places;
}

function indexOfLargest(spans: Float64Array): number {
  let largest = 0;
  for (let i = 1; i < spans.length; i++) {
    if (Math.abs(spans[i]!) > Math.abs(spans[largest]!)) largest = i;
  }
  return largest;
}
