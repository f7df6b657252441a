import type { Frame } from '../model/frame.js';
import { iterationStops } from '../palette.js';
import type { Actions } from './actions.js';
import { byId } from './dom.js';
import type { View } from './view.js';

/** Playing takes about so long, however many iterations there are, but at most so many steps a second. */
const PLAY_SECONDS = 4;
const FASTEST_PER_SECOND = 30;
const SLOWEST_PER_SECOND = 5;

/** Steps and plays through the iterations. */
export function createTransportView(actions: Actions): View {
  const scrubber = byId<HTMLInputElement>('iteration');
  const number = byId('iteration-number');
  const count = byId('iteration-count');
  const play = byId<HTMLButtonElement>('play');
  let frame: Frame | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;

  const go = (iteration: number): void => {
    const last = frame?.lastIteration ?? 0;
    const shown = Math.min(Math.max(iteration, 0), last);
    // Whoever looks at the last iteration keeps looking at the last one when there are more of them.
    actions.show(() => ({ shown: shown === last ? null : shown }));
  };
  const step = (by: number): void => go((frame?.shown ?? 0) + by);
  const pause = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    showPlaying();
  };
  const start = (): void => {
    const last = frame?.lastIteration ?? 0;
    if (frame?.shown === last) go(0);
    const perSecond = Math.min(Math.max(last / PLAY_SECONDS, SLOWEST_PER_SECOND), FASTEST_PER_SECOND);
    timer = setInterval(() => {
      if (!frame || frame.shown >= frame.lastIteration) pause();
      else step(1);
    }, 1000 / perSecond);
    showPlaying();
  };
  const showPlaying = (): void => {
    play.setAttribute('aria-pressed', String(timer !== null));
    play.setAttribute('aria-label', timer === null ? 'Play' : 'Pause');
  };

  const press = (id: string, action: () => void): void =>
    byId(id).addEventListener('click', () => {
      pause();
      action();
    });
  press('first', () => go(0));
  press('back', () => step(-1));
  press('forward', () => step(1));
  press('last', () => go(Infinity));
  play.addEventListener('click', () => (timer === null ? start() : pause()));
  scrubber.addEventListener('input', () => {
    pause();
    go(scrubber.valueAsNumber);
  });

  return {
    update(next) {
      frame = next;
      const { shown, lastIteration } = next;
      scrubber.max = String(lastIteration);
      scrubber.value = String(shown);
      scrubber.style.setProperty('--fill', String(lastIteration === 0 ? 1 : shown / lastIteration));
      scrubber.style.setProperty('--ramp', iterationStops(lastIteration + 1).map(({ at, color }) => `${color} ${at * 100}%`).join());
      scrubber.setAttribute('aria-valuetext', `iteration ${shown} of ${lastIteration}`);
      number.textContent = String(shown);
      count.textContent = String(lastIteration);
    },
  };
}
