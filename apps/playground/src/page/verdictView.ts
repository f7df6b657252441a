import { h } from './dom.js';
import type { View } from './view.js';

/** What came of a setup, in words. */
export interface Verdict {
  readonly tone: 'good' | 'note' | 'problem';
  readonly title: string;
  readonly text: string;
}

/** Says the verdict on a frame, where there is one yet. */
export function createVerdictView<Frame>(host: HTMLElement, judge: (frame: Frame) => Verdict | null): View<Frame> {
  let said = '';
  return {
    update(frame) {
      const verdict = judge(frame);
      host.hidden = verdict === null;
      if (!verdict) return;
      const { tone, title, text } = verdict;
      host.dataset['tone'] = tone;
      // A live region is read out again whenever it is written to.
      if (said === title + text) return;
      said = title + text;
      host.replaceChildren(h('strong', {}, title), ` ${text}`);
    },
  };
}
