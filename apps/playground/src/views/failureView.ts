import { ScenarioError } from '@fermat/toolkit';
import { h } from './dom.js';

/** Says why a setup has no solution, in place of the verdict, until it has one again. */
export function createFailureView(host: HTMLElement, page: HTMLElement, reset: () => void): { show(error: unknown): void; clear(): void } {
  return {
    show(error) {
      const lines = error instanceof ScenarioError ? error.issues.map(({ message }) => message) : [String(error)];
      const button = h('button', { type: 'button' }, 'Back to the three terrains');
      button.addEventListener('click', reset);
      host.replaceChildren(
        h('strong', {}, 'This setup cannot be solved.'),
        h('ul', {}, ...lines.map((line) => h('li', {}, line))),
        h('p', {}, 'The pictures still show the last setup that could.'),
        button,
      );
      host.hidden = false;
      page.dataset['failed'] = '';
    },
    clear() {
      host.hidden = true;
      delete page.dataset['failed'];
    },
  };
}
