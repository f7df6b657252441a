/** What the command was given cannot be used: shown as it is, without a stack, and exit code 2. */
export class InputError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InputError';
  }
}

export const missingFile = (file: string, hint: string): InputError =>
  new InputError(`${file} does not exist: give the path of a scenario file, or the name of a ready scenario: ${hint}`);

export const isFolder = (file: string): InputError => new InputError(`${file} is a folder: give the path of a scenario file in it`);

export const isNoFile = (file: string): InputError => new InputError(`${file} is not a regular file: give the path of a scenario file`);

export const tooLarge = (file: string, size: number, limit: number): InputError =>
  new InputError(`${file} is ${megabytes(size)} MB: a scenario has at most ${megabytes(limit)} MB; check that it is the right file`);

export const unreadable = (file: string, cause: unknown): InputError =>
  new InputError(`${file} cannot be read: ${(cause as Error).message}: check the path and its permissions`, { cause });

export const notUtf8 = (file: string): InputError => new InputError(`${file} is not text in UTF-8: save it in that encoding`);

export const badPluginModule = (specifier: string, cause: unknown): InputError =>
  new InputError(`the plugin ${specifier} cannot be loaded: ${firstLine(cause)}: give a module that exports \`plugin\``, { cause });

export const noPluginExport = (specifier: string, names: readonly string[]): InputError =>
  new InputError(
    `the module ${specifier} exports no \`plugin\`${names.length > 0 ? ` (only ${names.join(', ')})` : ''}: add \`export const plugin = definePlugin({ ... })\``,
  );

const megabytes = (bytes: number): string => String(Number((bytes / 1e6).toPrecision(3)));

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
