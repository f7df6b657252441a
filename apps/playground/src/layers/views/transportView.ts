import type { Frame } from '../model/frame.js';
import { iterationStops } from '../palette.js';
import type { Actions } from './actions.js';
import { byId } from '../../page/dom.js';
import type { View } from '../../page/view.js';

/** Playing takes about so long, however many iterations there are, within these numbers of steps a second. */
const PLAY_SECONDS = 4;
const FASTEST_PER_SECOND = 30;
const SLOWEST_PER_SECOND = 5;

/** Steps and plays through the iterations. */
export function createTransportView(actions: Actions): View<Frame> {
  const scrubber = byId<HTMLInputElement>('iteration');
  const number = byId('iteration-number');
  const count = byId('iteration-count');
  const play = byId<HTMLButtonElement>('play');
  let frame: Frame | null = null;
  let playing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const go = (iteration: number): void => {
    const last = frame?.lastIteration ?? 0;
    const shown = Math.min(Math.max(iteration, 0), last);
    // Whoever looks at the last iteration keeps looking at the last one when there are more of them.
    actions.show(() => ({ shown: shown === last ? null : shown }));
  };
  const step = (by: number): void => go((frame?.shown ?? 0) + by);
  const setPlaying = (now: boolean): void => {
    playing = now;
    clearTimeout(timer);
    play.setAttribute('aria-pressed', String(playing));
    play.setAttribute('aria-label', playing ? 'Pause' : 'Play');
  };
  const pause = (): void => setPlaying(false);
  const start = (): void => {
    setPlaying(true);
    if (frame?.shown === frame?.lastIteration) go(0);
    else step(1);
  };
  // Each step waits until the one before has been drawn, so that a slow machine plays slowly and stays responsive.
  const playOn = ({ shown, lastIteration }: Frame): void => {
    if (shown === lastIteration) {
      pause();
      return;
    }
    const perSecond = Math.min(Math.max(lastIteration / PLAY_SECONDS, SLOWEST_PER_SECOND), FASTEST_PER_SECOND);
    clearTimeout(timer);
    timer = setTimeout(() => step(1), 1000 / perSecond);
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
  play.addEventListener('click', () => (playing ? pause() : start()));
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
      if (playing) playOn(next);
    },
  };
}
