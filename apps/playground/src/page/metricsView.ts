import { h } from './dom.js';
import type { View } from './view.js';

/** A number that sums a frame up. */
export interface Metric<Frame> {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  read(frame: Frame): string;
}

/** Numbers at a glance. */
export function createMetricsView<Frame>(host: HTMLElement, metrics: readonly Metric<Frame>[]): View<Frame> {
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
