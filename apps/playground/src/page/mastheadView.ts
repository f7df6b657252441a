import { byId } from './dom.js';
import type { View } from './view.js';

const CONFIRMATION_MS = 1600;

/** What of a frame can be taken along. */
export interface Shared {
  readonly hash: string;
  /** Plain data that `fermat solve` takes. */
  readonly scenario: { readonly name: string };
}

/** Copying the address, exporting the scenario, and going back to the beginning. */
export function createMastheadView<Frame>(share: (frame: Frame) => Shared, reset: () => void): View<Frame> {
  let shared: (() => Shared) | null = null;
  const copy = byId('copy-link');
  const label = copy.textContent;
  copy.addEventListener('click', () => {
    const confirm = (text: string): void => {
      copy.textContent = text;
      setTimeout(() => (copy.textContent = label), CONFIRMATION_MS);
    };
    navigator.clipboard.writeText(new URL(shared?.().hash ?? '', location.href).href).then(
      () => confirm('Copied'),
      () => confirm('Copy the address bar'),
    );
  });
  byId('export').addEventListener('click', () => shared && save(shared().scenario));
  byId('reset').addEventListener('click', reset);
  return {
    update(frame) {
      shared = () => share(frame);
    },
  };
}

/** Saves the scenario as a file. */
function save(scenario: Shared['scenario']): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(scenario, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${scenario.name}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
