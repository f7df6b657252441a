import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { ScenarioError, ToolkitError } from '../errors.js';
import { scenarioJsonSchema } from '../scenario/scenarioJsonSchema.js';
import { exitCode, exitCodeHelp } from './exitCode.js';
import { InputError } from './inputError.js';
import { listCommand } from './listCommand.js';
import { loadToolkit } from './loadToolkit.js';
import { solveCommand } from './solveCommand.js';
import type { SolveFlags } from './solveCommand.js';

/** Runs the command with `args` (without the names of node and of the script), and returns its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  process.stdout.on('error', endQuietlyOnClosedPipe);
  let code: number = exitCode.solved;
  const keep = (result: number): void => {
    code = result;
  };
  try {
    await program(keep).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.solved : exitCode.badInput;
    if (error instanceof InputError || error instanceof ScenarioError || error instanceof ToolkitError) {
      process.stderr.write(`${error.message.replaceAll(/^/gm, 'fermat: ')}\n`);
      return exitCode.badInput;
    }
    process.stderr.write(`fermat: ${describe(error)}\n`);
    return exitCode.failed;
  }
}

function program(keep: (code: number) => void): Command {
  const command = new Command('fermat')
    .description('Finds least-time paths, and checks them against Snell\'s law.')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `\n${exitCodeHelp}`)
    .exitOverride();
  const plugins = ['-p, --plugin <module>', 'load a plugin: a file or package that exports `plugin` (may be repeated)'] as const;
  const gather = (value: string, before: readonly string[]): readonly string[] => [...before, value];

  command
    .command('solve')
    .description('solve a scenario, print the outcome, and write its picture (SVG and PNG) and data (JSON)')
    .argument('<file>', 'a scenario file (JSON), or the name of a ready scenario')
    .option('-o, --out <folder>', 'where to write the files (default: here; with --json none are written unless this is given)')
    .option('--json', 'print the result as JSON on standard output, and nothing else')
    .option('-q, --quiet', 'print nothing but errors')
    .option(...plugins, gather, [])
    .addHelpText('after', `\n${exitCodeHelp}`)
    .action(async (file: string, flags: SolveFlags) => keep(await solveCommand(file, flags)));

  command
    .command('list')
    .description('list media, costs, methods, layers and ready scenarios, with the plugin that offers each')
    .option(...plugins, gather, [])
    .action(async (flags: Pick<SolveFlags, 'plugin'>) => keep(await listCommand(flags)));

  command
    .command('schema')
    .description('print the JSON Schema of scenario files')
    .option(...plugins, gather, [])
    .action(async (flags: Pick<SolveFlags, 'plugin'>) => {
      process.stdout.write(`${JSON.stringify(scenarioJsonSchema(await loadToolkit(flags.plugin)), null, 2)}\n`);
    });

  return command;
}

const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && 'syscall' in error ? `${error.message}: nothing was written; name a folder that can be written with --out` : (error.stack ?? error.message);
};

/** `fermat ... | head` ends the reader first: that is no failure of ours. */
function endQuietlyOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCode.solved);
}
