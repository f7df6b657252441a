import type { SnellCrossing } from '@fermat/paths';
import { h } from '../../page/dom.js';
import { degrees, duration, scientific } from '../../page/format.js';
import type { View } from '../../page/view.js';
import type { Frame } from '../model/frame.js';

/** What is proven of the shown way, and Snell's law at each of its crossings, in words. */
export function createSnellView(host: HTMLElement): View<Frame> {
  return {
    update(frame) {
      const snell = frame.ways[frame.shown]?.snell;
      host.replaceChildren(
        h('section', { class: 'proof' }, h('h3', {}, 'Certificate'), h('p', { id: 'certificate' }, certificateInWords(frame))),
        ...(snell ? [h('section', { class: 'proof' }, h('h3', {}, 'At each crossing', pill(snell.ok)), h('p', { id: 'snell-summary' }, snell.summary))] : []),
        ...(snell?.crossings ?? []).map(crossingCard),
      );
    },
  };
}

function certificateInWords({ result, stale, ways, shown }: Frame): string {
  const [best, way] = [ways[0], ways[shown]];
  if (!result || !best || !way) return stale ? 'Ways are being searched.' : 'There is no way to certify.';
  if (result.scenario.costs.length > 0) return 'Least times are certified, and here more than the time counts. No small change makes this way better.';
  if (shown > 0) return `This way takes ${duration(way.time)}, ${duration(way.time - best.time)} more than the fastest. No small change makes it faster.`;
  const { lowerBound = null, gap = null, reason = null } = result.certificate ?? {};
  if (lowerBound === null || gap === null) return reason ?? 'No lower bound is known.';
  return `No path, whichever way it goes, takes less than ${duration(lowerBound, 6)}. This one takes ${duration(way.time, 6)}: a certified gap of ${scientific(gap)}.`;
}

function crossingCard({ interface: where, kind, angleInRad, angleOutRad, residual, ok, message }: SnellCrossing): HTMLElement {
  return h(
    'section',
    { class: 'crossing', title: message },
    h('h3', {}, h('span', { class: 'crossing-place' }, where ?? 'a bend'), pill(ok)),
    h('p', { class: 'residual' }, `${kind}, ${degrees(angleInRad, 1)} → ${degrees(angleOutRad, 1)}, residual `, h('b', {}, scientific(residual))),
  );
}

function pill(ok: boolean): HTMLElement {
  return h('span', { class: 'pill', 'data-ok': String(ok) }, ok ? 'ok' : 'broken');
}
