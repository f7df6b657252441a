import { plain, scientific } from '../../page/format.js';
import type { Metric } from '../../page/metricsView.js';
import type { Frame } from '../model/frame.js';

/** The numbers of the shown iteration. */
export const metrics: readonly Metric<Frame>[] = [
  { id: 'metric-time', label: 'This path', unit: 's', read: ({ current }) => plain(current.time, 4) },
  { id: 'metric-least', label: 'Least time', unit: 's', read: ({ optimum }) => plain(optimum.time, 4) },
  { id: 'metric-gap', label: 'Certified gap', unit: '', read: ({ current }) => (current.certificate.gap === null ? '–' : scientific(current.certificate.gap)) },
  { id: 'metric-snell', label: 'Snell residual', unit: '', read: ({ current }) => scientific(current.snell.maxResidual) },
];
