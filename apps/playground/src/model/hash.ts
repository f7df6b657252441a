import { boundedIterations, initialDisplay, type Display, type Setup, type State } from './state.js';

/** Writes a state as the hash of the page's address, e.g. `#speeds=0.7,0.3,0.45&...`. */
export function encodeHash({ setup, display }: State): string {
  const entries: Record<string, string> = {
    speeds: setup.layers.map(({ speed }) => String(speed)).join(','),
    depths: setup.layers.map(({ thickness }) => String(thickness)).join(','),
    offset: String(setup.offset),
    start: setup.start.join(','),
    step: String(setup.learningRate),
    momentum: String(setup.momentum),
    iterations: String(setup.maxIterations),
    ...(display.shown === null ? {} : { shown: String(display.shown) }),
    terrain: display.terrain,
    curve: display.curve,
    check: display.check,
  };
  return `#${Object.entries(entries)
    .map(([key, value]) => `${key}=${value}`)
    .join('&')}`;
}

/**
 * Reads a state from a hash; what the hash does not say stays as it is in `base`. Numbers are taken as they stand: it
 * is for the scenario's own checks to find, and to say in words, that a speed is negative or no number at all.
 */
export function decodeHash(hash: string, base: Setup): State {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const number = (key: string, fallback: number): number => {
    const text = parameters.get(key);
    return text === null ? fallback : toNumber(text);
  };
  const numbers = (key: string, fallback: readonly number[]): number[] => {
    const text = parameters.get(key);
    if (text === null) return [...fallback];
    const given = text.split(',').map(toNumber);
    return fallback.map((_, i) => given[i] ?? NaN);
  };
  const choice = <T extends string>(key: string, choices: readonly T[], fallback: T): T =>
    choices.find((value) => value === parameters.get(key)) ?? fallback;

  const speeds = numbers('speeds', base.layers.map(({ speed }) => speed));
  const depths = numbers('depths', base.layers.map(({ thickness }) => thickness));
  const [x1, x2] = numbers('start', base.start) as [number, number];
  const shown = number('shown', NaN);
  const display: Display = {
    shown: Number.isInteger(shown) && shown >= 0 ? shown : null,
    terrain: choice('terrain', ['map', '3d'], initialDisplay.terrain),
    curve: choice('curve', ['time', 'excess'], initialDisplay.curve),
    check: choice('check', ['shown', 'optimum'], initialDisplay.check),
  };
  const setup: Setup = {
    layers: base.layers.map((layer, i) => ({ ...layer, speed: speeds[i]!, thickness: depths[i]! })),
    offset: number('offset', base.offset),
    start: [x1, x2],
    learningRate: number('step', base.learningRate),
    momentum: number('momentum', base.momentum),
    maxIterations: boundedIterations(number('iterations', base.maxIterations)),
  };
  return { setup, display };
}

function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}
