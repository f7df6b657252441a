import type { ScenarioResult } from '@fermat/toolkit';
import { h } from '../../page/dom.js';
import { duration, plain } from '../../page/format.js';
import type { View } from '../../page/view.js';
import type { Frame } from '../model/frame.js';
import type { Actions } from './actions.js';

/** The best way and the others of locally least time, to choose which one is looked at. */
export function createWaysView(host: HTMLElement, actions: Actions): View<Frame> {
  let listed: ScenarioResult | null = null;
  let buttons: readonly HTMLElement[] = [];
  return {
    update({ result, ways, shown }) {
      if (listed !== result) {
        listed = result;
        const best = ways[0]?.time ?? 0;
        const timeAlone = result?.scenario.costs.length === 0;
        buttons = ways.map(({ time }, i) => {
          const button = h(
            'button',
            { type: 'button', class: 'way' },
            h('span', { class: 'way-line', 'aria-hidden': 'true' }),
            h('b', {}, i > 0 ? `Way ${i + 1}` : timeAlone ? 'Fastest' : 'Best'),
            h('span', {}, i === 0 ? '' : `${time < best ? '' : '+'}${plain(100 * (time / best - 1), 2)} %`),
            h('span', { class: 'way-time' }, duration(time)),
          );
          button.addEventListener('click', () => actions.show(i));
          return button;
        });
        const focused = [...host.children].indexOf(document.activeElement!);
        host.replaceChildren(...(buttons.length > 0 ? buttons : [h('p', {}, 'None.')]));
        buttons[focused]?.focus();
      }
      buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(i === shown)));
    },
  };
}
