import { isMilestone } from '../run/milestones.js';
import type { IterationRecord } from '../run/scenarioResult.js';

/** Where progress is shown. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  readonly show: (record: IterationRecord) => void;
  readonly done: () => void;
}

/** A terminal is repainted so often at most: more would only flicker. */
const paintMs = 40;

/** On a terminal one line that is kept current, elsewhere a line at iterations 0, 1, 2, 5, 10, 20, 50, ... */
export function createProgress(stream: ProgressStream, timeUnit: string): Progress {
  const line = ({ iteration, value, gradientNorm }: IterationRecord): string =>
    `iteration ${iteration}: ${value.toFixed(6)} ${timeUnit}, gradient norm ${gradientNorm.toExponential(2)}`;
  if (stream.isTTY !== true) {
    return {
      show: (record) => {
        if (isMilestone(record.iteration)) stream.write(`${line(record)}\n`);
      },
      done: () => undefined,
    };
  }
  let painted = Number.NEGATIVE_INFINITY;
  return {
    show: (record) => {
      const now = performance.now();
      if (now - painted < paintMs) return;
      painted = now;
      stream.write(`\r\u001B[2K${line(record)}`);
    },
    done: () => {
      stream.write('\r\u001B[2K');
    },
  };
}
