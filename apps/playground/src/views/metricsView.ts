import { plain, scientific } from '../model/format.js';
import type { Frame } from '../model/frame.js';
import { h } from './dom.js';
import type { View } from './view.js';

interface Metric {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  read(frame: Frame): string;
}

const metrics: readonly Metric[] = [
  { id: 'metric-time', label: 'This path', unit: 's', read: ({ current }) => plain(current.time, 4) },
  { id: 'metric-least', label: 'Least time', unit: 's', read: ({ optimum }) => plain(optimum.time, 4) },
  { id: 'metric-gap', label: 'Certified gap', unit: '', read: ({ current }) => (current.certificate.gap === null ? '–' : scientific(current.certificate.gap)) },
  { id: 'metric-snell', label: 'Snell residual', unit: '', read: ({ current }) => scientific(current.snell.maxResidual) },
];

/** The numbers of the shown iteration at a glance. */
export function createMetricsView(host: HTMLElement): View {
  const values = metrics.map(({ id, label, unit }) => {
    const value = h('span', { id });
    host.append(h('div', {}, h('dt', {}, label), h('dd', {}, value, unit && h('small', {}, ` ${unit}`))));
    return value;
  });
  return {
    update(frame) {
      metrics.forEach(({ read }, i) => {
        values[i]!.textContent = read(frame);
      });
    },
  };
}
