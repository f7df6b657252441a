import { judge } from '../model/verdict.js';
import { h } from './dom.js';
import type { View } from './view.js';

/** Says in words what became of the descent. */
export function createNoticeView(host: HTMLElement): View {
  let said = '';
  return {
    update({ solution }) {
      const { tone, title, text } = judge(solution);
      host.hidden = false;
      host.dataset['tone'] = tone;
      // A live region is read out again whenever it is written to.
      if (said === title + text) return;
      said = title + text;
      host.replaceChildren(h('strong', {}, title), ` ${text}`);
    },
  };
}
