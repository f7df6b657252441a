import { readHash, writeHash } from '../../page/hashText.js';
import { methodNames } from './methods.js';
import { boundedIterations, initialDisplay, type Display, type Setup, type State } from './state.js';

/** Writes a state as the hash of the page's address, e.g. `#speeds=0.7,0.3,0.45&...`. */
export function encodeHash({ setup, display }: State): string {
  return writeHash({
    speeds: setup.layers.map(({ speed }) => String(speed)).join(','),
    depths: setup.layers.map(({ thickness }) => String(thickness)).join(','),
    offset: String(setup.offset),
    start: setup.start.join(','),
    method: setup.method,
    step: String(setup.learningRate),
    momentum: String(setup.momentum),
    iterations: String(setup.maxIterations),
    ...(display.shown === null ? {} : { shown: String(display.shown) }),
    terrain: display.terrain,
    curve: display.curve,
    check: display.check,
  });
}

/** Reads a state from a hash; what the hash does not say stays as it is in `base`. */
export function decodeHash(hash: string, base: Setup): State {
  const { number, numbers, choice, count } = readHash(hash);
  const speeds = numbers('speeds', base.layers.map(({ speed }) => speed));
  const depths = numbers('depths', base.layers.map(({ thickness }) => thickness));
  const [x1, x2] = numbers('start', base.start) as [number, number];
  const display: Display = {
    shown: count('shown'),
    terrain: choice('terrain', ['map', '3d'], initialDisplay.terrain),
    curve: choice('curve', ['time', 'excess'], initialDisplay.curve),
    check: choice('check', ['shown', 'optimum'], initialDisplay.check),
  };
  const setup: Setup = {
    layers: base.layers.map((layer, i) => ({ ...layer, speed: speeds[i]!, thickness: depths[i]! })),
    offset: number('offset', base.offset),
    start: [x1, x2],
    method: choice('method', methodNames, base.method),
    learningRate: number('step', base.learningRate),
    momentum: number('momentum', base.momentum),
    maxIterations: boundedIterations(number('iterations', base.maxIterations)),
  };
  return { setup, display };
}
