import type { SnellCrossing } from '@fermat/paths';
import { degrees, duration, plain, scientific } from '../../page/format.js';
import type { Examined, Frame } from '../model/frame.js';
import type { Strip } from '../model/state.js';
import { speedColor } from '../palette.js';
import { h } from '../../page/dom.js';
import type { View } from '../../page/view.js';

/** Snell's law at each border of the examined path, and what is proven of its time. */
export function createSnellView(host: HTMLElement): View<Frame> {
  return {
    update(frame) {
      const examined = frame.state.display.check === 'optimum' ? frame.optimum : frame.current;
      const { layers } = frame.solution.setup;
      const ratios = examined.snell.crossings.flatMap(({ angleInRad, angleOutRad }, i) => [
        Math.sin(angleInRad) / layers[i]!.speed,
        Math.sin(angleOutRad) / layers[i + 1]!.speed,
      ]);
      // A ray that reaches every layer has sin θ / v of at most 1 / v of the fastest one.
      const longest = Math.max(...ratios, 1 / Math.max(...layers.map(({ speed }) => speed)));
      host.replaceChildren(
        ...examined.snell.crossings.map((crossing, i) => crossingCard(crossing, layers[i]!, layers[i + 1]!, longest)),
        proof(examined, frame),
      );
    },
  };
}

function crossingCard(crossing: SnellCrossing, before: Strip, after: Strip, longest: number): HTMLElement {
  const { ok, residual, angleInRad, angleOutRad } = crossing;
  return h(
    'section',
    { class: 'crossing' },
    h('h3', {}, before.name, h('span', { class: 'into', 'aria-label': 'into' }, ' → '), after.name, pill(ok)),
    side(before, angleInRad, longest),
    side(after, angleOutRad, longest),
    h('p', { class: 'residual', title: crossing.message }, 'residual ', h('b', {}, scientific(residual))),
  );
}

/** One side of a border: the angle from the normal and sin θ / v, as a number and as a bar. */
function side({ name, speed }: Strip, angleRad: number, longest: number): HTMLElement {
  const ratio = Math.sin(angleRad) / speed;
  return h(
    'div',
    { class: 'side' },
    h('span', { class: 'angle', 'aria-label': `angle in ${name}` }, degrees(angleRad)),
    h('span', { class: 'bar', style: `--length: ${ratio / longest}; --swatch: ${speedColor(speed)}`, 'aria-hidden': 'true' }),
    h('span', { class: 'ratio', 'aria-label': `sine over speed in ${name}` }, plain(ratio, 6)),
  );
}

function pill(ok: boolean): HTMLElement {
  return h('span', { class: 'pill', 'data-ok': String(ok) }, ok ? 'ok' : 'not yet');
}

function proof({ snell, certificate, time }: Examined, { state }: Frame): HTMLElement {
  const { lowerBound, gap, reason } = certificate;
  const statement =
    lowerBound === null || gap === null
      ? h('p', {}, reason ?? 'No lower bound is known.')
      : h(
          'p',
          {},
          'No path takes less than ',
          h('b', {}, duration(lowerBound)),
          '. This one takes ',
          h('b', {}, duration(time)),
          ': a certified gap of ',
          h('b', { id: 'gap' }, scientific(gap)),
          '.',
        );
  const title = h('h3', {}, state.display.check === 'optimum' ? 'Least time' : 'This path', pill(snell.ok));
  title.lastElementChild!.id = 'snell-status';
  return h('section', { class: 'proof', 'aria-live': 'off' }, title, statement);
}
