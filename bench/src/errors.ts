/** Why a contestant takes no part. It is reported in the table; the run goes on. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

export const noCompiler = (command: string): UnavailableError => new UnavailableError(`${command} is not on the PATH`);

export const noForm = (form: 'scalar', problem: string): UnavailableError => new UnavailableError(`${problem} has no ${form} form`);

export const noLoop = (): UnavailableError => new UnavailableError('it has no loops that are differentiated');

export const programEnded = (program: string): Error => new Error(`${program} ended before it answered`);

export const noSuchSize = (problem: string, count: number, unit: string): Error =>
  new Error(`${problem} has no size of ${count} ${unit}`);

export const unknownName = (kind: string, name: string, known: readonly string[]): Error =>
  new Error(`there is no ${kind} named '${name}': choose from ${known.join(', ')}`);
