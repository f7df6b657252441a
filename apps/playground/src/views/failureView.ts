import { ScenarioError } from '@fermat/toolkit';
import { SETUP } from '../model/solution.js';
import type { ControlsView } from './controlsView.js';
import { h } from './dom.js';

/** Says why a setup has no solution, in place of the verdict, until it has one again. */
export interface FailureView {
  show(error: unknown): void;
  clear(): void;
}

export function createFailureView(host: HTMLElement, page: HTMLElement, controls: ControlsView, reset: () => void): FailureView {
  const button = h('button', { type: 'button' }, 'Back to the three terrains');
  button.addEventListener('click', reset);
  return {
    show(error) {
      const issues = error instanceof ScenarioError ? error.issues : [];
      const lines = issues.map(({ path, message }) => message.replace(`${SETUP}: ${path}`, controls.nameOf(path) ?? path));
      controls.blame(issues.map(({ path }) => path));
      host.replaceChildren(
        h('strong', {}, 'This setup cannot be solved.'),
        h('ul', {}, ...(lines.length > 0 ? lines : [String(error)]).map((line) => h('li', {}, line))),
        h('p', {}, 'The pictures show the last one that could. ', button),
      );
      host.hidden = false;
      page.dataset['failed'] = '';
    },
    clear() {
      if (host.hidden) return;
      controls.blame([]);
      host.hidden = true;
      delete page.dataset['failed'];
    },
  };
}
