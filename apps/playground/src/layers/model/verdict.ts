import { methods } from './methods.js';
import type { Solution } from './solution.js';
import { duration, plain } from '../../page/format.js';
import type { Verdict } from '../../page/verdictView.js';

/** Excess over the least time, relative to it, below which more iterations are of no use to anyone. */
const CLOSE = 1e-3;

/** What became of the descent, in words. */
export function judge({ result, setup, optimum, longestStep }: Solution): Verdict {
  const { iterations } = result;
  const first = iterations[0]!.value;
  const last = iterations.at(-1)!.value;
  const count = iterations.length - 1;
  if (result.converged) {
    return {
      tone: 'good',
      title: 'Converged',
      text: `The gradient vanishes after ${count} iteration${count === 1 ? '' : 's'}: no small change makes this path faster.`,
    };
  }
  const excess = (last - optimum.time) / optimum.time;
  const isPlain = setup.method === 'gradientDescent';
  const advice = isPlain ? `Steps below ${plain(longestStep, 2)} settle here.` : 'Try a shorter step.';
  if (!Number.isFinite(last)) {
    return { tone: 'problem', title: 'The descent ran away', text: `${result.message} ${advice}` };
  }
  if (isPlain && setup.learningRate > longestStep) {
    return {
      tone: 'problem',
      title: last > first ? 'The descent diverges' : 'The step is too long',
      text:
        `Each step of ${plain(setup.learningRate, 2)} leaps across the valley: after ${count} iterations the path takes ` +
        `${duration(last)}, where ${duration(optimum.time)} would do. ${advice}`,
    };
  }
  if (excess < CLOSE) {
    return {
      tone: 'note',
      title: 'Nearly there',
      text: `The time is within ${plain(excess * 100, 4)} % of the least, but Snell’s law still shows a bend that is off.`,
    };
  }
  return {
    tone: 'note',
    title: 'Still on its way',
    text: `After ${count} iteration${count === 1 ? '' : 's'} the path takes ${duration(last)}, ${duration(last - optimum.time)} more than the least. Give it more iterations${methods[setup.method].uses.length > 0 ? ', or another step' : ''}.`,
  };
}
