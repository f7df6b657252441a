import { plain } from '../../page/format.js';
import { timeColors } from '../palette.js';
import { h } from '../../page/dom.js';
import type { Frame } from '../model/frame.js';
import type { View } from '../../page/view.js';

/** The colours of the landscape, from its shortest to its longest time. */
export function createLandscapeLegend(host: HTMLElement): View<Frame> {
  const lowest = h('span');
  const highest = h('span');
  host.append(lowest, h('span', { class: 'ramp', style: `--ramp: ${timeColors.join(', ')}` }), highest);
  return {
    update({ solution }) {
      const values = Array.from(solution.landscape.values);
      lowest.textContent = plain(Math.min(...values), 0);
      highest.textContent = `${plain(Math.max(...values), 0)} s`;
    },
  };
}
