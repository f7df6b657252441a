import type { ScenarioIssue } from '@fermat/toolkit';
import { h } from './dom.js';
import { SETUP } from './issuesOf.js';

/** The numbers of a setup, which can be wrong. */
export interface Blamed {
  /** Marks the numbers at these paths of the scenario as wrong, and all others as sound. */
  blame(paths: readonly string[]): void;
  /** What people call the number at a path of the scenario. */
  nameOf(path: string): string | undefined;
}

/** Says why a setup has no solution, in place of the verdict, until it has one again. */
export interface FailureView {
  show(issues: readonly Pick<ScenarioIssue, 'path' | 'message'>[]): void;
  clear(): void;
}

export function createFailureView(host: HTMLElement, page: HTMLElement, controls: Blamed, wayBack: string, reset: () => void): FailureView {
  const button = h('button', { type: 'button' }, wayBack);
  button.addEventListener('click', reset);
  return {
    show(issues) {
      const lines = issues.map(({ path, message }) => message.replace(`${SETUP}: ${path}`, controls.nameOf(path) ?? path));
      controls.blame(issues.map(({ path }) => path));
      host.replaceChildren(
        h('strong', {}, 'This setup cannot be solved.'),
        h('ul', {}, ...lines.map((line) => h('li', {}, line))),
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
