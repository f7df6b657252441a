import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Recorder } from './problems/recorder.js';
import type { Compiled } from './problems/sets.js';

type Question =
  | { readonly version: string } | { readonly done: true } | { readonly call: 'g'; readonly x: readonly number[] };

/** SciPy's L-BFGS-B in a process of its own, on objectives that are evaluated here. */
export class Scipy {
  private readonly child = spawn('python3', [fileURLToPath(new URL('scipyPeer.py', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] });
  private readonly lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();

  async version(): Promise<string> {
    return ((await this.next()) as { version: string }).version;
  }

  /** Evaluations until a known minimum is reached; null if it never is. */
  async count({ objective, minima, start }: Compiled): Promise<number | null> {
    const recorder = new Recorder(objective, minima);
    const gradient = new Float64Array(start.length);
    this.say({ x0: Array.from(start) });
    for (;;) {
      const question = await this.next();
      if (!('call' in question)) return recorder.reached;
      const value = recorder.reached === null ? recorder.valueAndGrad(Float64Array.from(question.x), gradient) : null;
      this.say(value === null || recorder.reached !== null ? null : [value, ...gradient]);
    }
  }

  end(): void {
    this.child.stdin.end();
  }

  private say(message: unknown): void {
    this.child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  private async next(): Promise<Question> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('python3 ended; it needs SciPy (apt-get install python3-scipy)');
    return JSON.parse(value) as Question;
  }
}
