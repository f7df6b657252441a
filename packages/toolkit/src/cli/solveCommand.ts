import process from 'node:process';
import { drawScenario } from '../picture/drawScenario.js';
import { toSvg } from '../picture/toSvg.js';
import type { ScenarioResult } from '../run/scenarioResult.js';
import { solveScenario } from '../run/solveScenario.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import { exitCode } from './exitCode.js';
import { loadToolkit } from './loadToolkit.js';
import { createProgress } from './progress.js';
import { readScenarioFile } from './readScenarioFile.js';
import { renderPng } from './renderPng.js';
import { report } from './report.js';
import { onInterrupt } from './onInterrupt.js';
import { writeTogether } from './writeTogether.js';
import type { Output } from './writeTogether.js';

export interface SolveFlags {
  readonly out?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly plugin: readonly string[];
}

/** `fermat solve FILE`. Progress goes to standard error, the report or the JSON to standard output. */
export async function solveCommand(file: string, flags: SolveFlags): Promise<number> {
  const toolkit = await loadToolkit(flags.plugin);
  const scenario = await readScenarioFile(file, toolkit);
  const interrupt = onInterrupt();
  try {
    const silent = flags.quiet === true || flags.json === true;
    const progress = createProgress(silent ? { write: () => undefined } : process.stderr, scenario.units.time);
    const result = await solveScenario(scenario, { toolkit, signal: interrupt.signal, onIteration: progress.show });
    progress.done();
    interrupt.signal.throwIfAborted();

    const json = `${JSON.stringify(result, null, 2)}\n`;
    if (!silent) process.stdout.write(`${report(result)}\n`);
    if (flags.json !== true || flags.out !== undefined) {
      const written = await writeTogether(flags.out ?? '.', outputs(result, json, toolkit), interrupt.signal);
      if (!silent) process.stdout.write(`\nWritten: ${written.join(', ')}\n`);
    }
    if (flags.json === true) process.stdout.write(json);
    return result.converged ? exitCode.solved : exitCode.notConverged;
  } catch (error) {
    if (interrupt.signal.aborted) return exitCode.interrupted;
    throw error;
  } finally {
    interrupt.release();
  }
}

function outputs(result: ScenarioResult, json: string, toolkit: Toolkit): readonly Output[] {
  const { name } = result.scenario;
  const svg = toSvg(drawScenario(result, { toolkit }));
  return [
    { name: `${name}.svg`, content: svg },
    { name: `${name}.png`, content: renderPng(svg) },
    { name: `${name}.json`, content: json },
  ];
}
