import { cpuTime } from '../cpuTime.js';
import type { ValueAndGradient } from '../problems/problem.js';
import type { Contestant } from './peer.js';

type Loop = (evaluate: ValueAndGradient, x: Float64Array, gradient: Float64Array, rounds: number) => number;

/** A contestant that is a JavaScript function; `x` holds the start, and is moved by rounding errors only. */
export function inProcess(evaluate: ValueAndGradient, x: Float64Array, gradient: Float64Array): Contestant {
  const loop = makeLoop();
  return {
    evaluate: () => ({ value: evaluate(x, gradient), gradient }),
    time(rounds) {
      const before = cpuTime();
      loop(evaluate, x, gradient, rounds);
      return cpuTime() - before;
    },
  };
}

let loops = 0;

/**
 * A loop of its own for each contestant: engines collect types, and inline, for each piece of source. In a loop that is shared
 * the contestant that runs second would pay for the first, which counts where an evaluation takes some nanoseconds.
 */
function makeLoop(): Loop {
  const source = `
    const first = x[0];
    let total = 0;
    for (let k = 0; k < rounds; k++) {
      x[0] = first + k * 1e-12;
      total += evaluate(x, gradient);
    }
    x[0] = first;
    return total; // loop ${++loops}`;
  // oxlint-disable-next-line typescript/no-implied-eval
  return new Function('evaluate', 'x', 'gradient', 'rounds', source) as Loop;
}
