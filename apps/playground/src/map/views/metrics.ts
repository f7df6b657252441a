import { plain, scientific } from '../../page/format.js';
import type { Metric } from '../../page/metricsView.js';
import type { Frame } from '../model/frame.js';

/** The numbers of the shown way. */
export const metrics: readonly Metric<Frame>[] = [
  { id: 'metric-time', label: 'This way', unit: 's', read: ({ ways, shown }) => number(ways[shown]?.time) },
  { id: 'metric-least', label: 'Best way', unit: 's', read: ({ ways }) => number(ways[0]?.time) },
  { id: 'metric-bound', label: 'Not less than', unit: 's', read: ({ result }) => number(result?.certificate?.lowerBound) },
  { id: 'metric-gap', label: 'Certified gap', unit: '', read: ({ result }) => (typeof result?.certificate?.gap === 'number' ? scientific(result.certificate.gap) : '–') },
];

function number(value: number | null | undefined): string {
  return typeof value === 'number' ? plain(value, 4) : '–';
}
