import type { Frame } from '../model/frame.js';
import { encodeHash } from '../model/hash.js';
import { byId } from './dom.js';
import type { View } from './view.js';

const CONFIRMATION_MS = 1600;

/** Copying the address, exporting the scenario, and going back to the beginning. */
export function createMastheadView(reset: () => void): View {
  let frame: Frame | null = null;
  const copy = byId('copy-link');
  const label = copy.textContent;
  copy.addEventListener('click', () => {
    const confirm = (text: string): void => {
      copy.textContent = text;
      setTimeout(() => (copy.textContent = label), CONFIRMATION_MS);
    };
    navigator.clipboard.writeText(new URL(frame ? encodeHash(frame.state) : '', location.href).href).then(
      () => confirm('Copied'),
      () => confirm('Copy the address bar'),
    );
  });
  byId('export').addEventListener('click', () => frame && save(frame));
  byId('reset').addEventListener('click', reset);
  return {
    update(next) {
      frame = next;
    },
  };
}

/** Saves the scenario as a file that `fermat solve` takes. */
function save({ solution: { scenario } }: Frame): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(scenario, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${scenario.name}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
