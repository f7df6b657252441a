import type { ResultLeg } from '@fermat/toolkit';
import { h } from '../../page/dom.js';
import { duration, plain } from '../../page/format.js';
import { speedScale } from '../../page/speedColors.js';
import type { View } from '../../page/view.js';
import type { Frame } from '../model/frame.js';

/** Where the shown way spends its time: one row for each stretch of the same ground. */
export function createLegsView(host: HTMLElement): View<Frame> {
  return {
    update({ state: { setup }, ways, shown }) {
      const stretches = joined(ways[shown]?.legs ?? []);
      const colors = speedScale([setup.background, ...setup.terrains.map(({ speed }) => speed)]);
      const longest = Math.max(...stretches.map(({ time }) => time));
      host.replaceChildren(
        ...stretches.map(({ name, length, time }) =>
          h(
            'li',
            { class: 'leg' },
            h('span', { class: 'leg-name' }, name === 'background' ? 'elsewhere' : name),
            h('span', { class: 'bar', style: `--length: ${time / longest}; --swatch: ${colors(length / time)}`, 'aria-hidden': 'true' }),
            h('span', { class: 'leg-length' }, `${plain(length, 1)} m`),
            h('span', { class: 'leg-time' }, duration(time)),
          ),
        ),
      );
    },
  };
}

type Stretch = Pick<ResultLeg, 'name' | 'length' | 'time'>;

/** Legs one after the other on the same ground as one. */
function joined(legs: readonly ResultLeg[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { name, length, time } of legs) {
    const last = stretches.at(-1);
    if (last?.name === name) stretches[stretches.length - 1] = { name, length: last.length + length, time: last.time + time };
    else stretches.push({ name, length, time });
  }
  return stretches;
}
