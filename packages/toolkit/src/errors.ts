import { formatPath } from './scenario/formatPath.js';
import type { Path } from './scenario/formatPath.js';

/** Every error this package throws on purpose. `code` is stable; `message` says what was wrong and what to do. */
export class ToolkitError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ToolkitError';
    this.code = code;
  }
}

// ---- plugins ------------------------------------------------------------------------------------

/** What a catalogue holds, as messages call it. */
export type Noun = 'plugin' | 'medium' | 'cost' | 'method' | 'layer' | 'scenario';

export const badPlugin = (where: string, problem: string, remedy: string): ToolkitError =>
  new ToolkitError('bad-plugin', `${where} ${problem}: ${remedy}`);

export const duplicateName = (noun: Noun, name: string, first: string, second: string): ToolkitError =>
  new ToolkitError(
    'duplicate-name',
    noun === 'plugin'
      ? `two plugins are called '${name}': load it once, or rename one of them`
      : `the ${noun} '${name}' is offered by both '${first}' and '${second}': rename one of them, or load only one of the plugins`,
  );

export const unknownName = (noun: Noun, name: string, hint: string): ToolkitError =>
  new ToolkitError('unknown-name', `there is no ${noun} '${name}': ${hint}`);

// ---- scenarios ----------------------------------------------------------------------------------

/** One thing that is wrong with a scenario. `message` is one line: where, which value, why, and what to do. */
export interface ScenarioIssue {
  readonly code: string;
  /** Where in the scenario, e.g. `medium.layers[1].speed`; empty for the scenario as a whole. */
  readonly path: string;
  /** Line of the text, from 1; null where it has none or the scenario came as an object. */
  readonly line: number | null;
  readonly message: string;
}

/** A scenario that cannot be solved as written: one issue for each thing to correct, one line each in `message`. */
export class ScenarioError extends ToolkitError {
  readonly issues: readonly ScenarioIssue[];

  constructor(issues: readonly ScenarioIssue[], options?: ErrorOptions) {
    super('bad-scenario', issues.map((issue) => issue.message).join('\n'), options);
    this.name = 'ScenarioError';
    this.issues = issues;
  }
}

/** Something wrong at `path` of a scenario; `message` continues the path: `is 0: give a number above 0`. */
export interface Finding {
  readonly code: string;
  readonly path: Path;
  readonly message: string;
  /** Where it is not the line of the value at `path`. */
  readonly line?: number;
}

/** Findings on their way to whoever knows the scenario's source and lines, and makes a ScenarioError of them. */
export class Refusal extends Error {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[], options?: ErrorOptions) {
    super(findings.map((finding) => finding.message).join('; '), options);
    this.findings = findings;
  }
}

/** Where a scenario comes from: what messages call it, and the line of each value if it is text. */
export interface Origin {
  readonly source: string;
  lineOf?(path: Path): number;
}

/** `file.json:9: medium.layers[1].speed is 0: give a number above 0` */
export function scenarioError({ findings, cause }: Refusal, origin: Origin): ScenarioError {
  const issues = findings.map((finding): ScenarioIssue => {
    const path = formatPath(finding.path);
    const line = finding.line ?? (path === '' ? null : (origin.lineOf?.(finding.path) ?? null));
    const place = line === null ? origin.source : `${origin.source}:${line}`;
    const message = path === '' ? `${place} ${finding.message}` : `${place}: ${path} ${finding.message}`;
    return { code: finding.code, path, line, message: message.replaceAll(/[\r\n]+/g, ' ') };
  });
  return new ScenarioError(issues, { cause });
}

export const emptyText = (): Finding => ({
  code: 'empty',
  path: [],
  message: 'is empty: write a scenario, beginning with { "version": 1, "name": ... }',
});

export const notJson = (where: string, line?: number): Finding => ({
  code: 'not-json',
  path: [],
  message: `is not JSON ${where}: check quotes, commas and brackets there; JSON has no comments, no NaN and no trailing commas`,
  ...(line === undefined ? {} : { line }),
});

export const tooDeep = (limit: number, line?: number): Finding => ({
  code: 'too-deep',
  path: [],
  message: `is nested too deeply: nest arrays and objects at most ${limit} deep, and without cycles`,
  ...(line === undefined ? {} : { line }),
});

export const repeatedKey = (path: Path, first: number, line: number): Finding => ({
  code: 'repeated-key',
  path,
  line,
  message: first === line ? 'is given twice: keep one of them' : `is given twice, in lines ${first} and ${line}: keep one of them`,
});

export const reservedKey = (path: Path): Finding => ({
  code: 'reserved-key',
  path,
  message: 'is a reserved key of JavaScript: remove it',
});

export const notPlain = (path: Path): Finding => ({
  code: 'not-plain',
  path,
  message: 'is an instance of a class: give plain objects, arrays, strings and numbers',
});

export const unknownKey = (path: Path, hint: string): Finding => ({
  code: 'unknown-key',
  path,
  message: `is not a known key: ${hint}`,
});

export const unknownPlugin = (path: Path, name: string, hint: string): Finding => ({
  code: 'unknown-name',
  path,
  message: `is ${JSON.stringify(name)}, a plugin that is not loaded: load it (fermat --plugin FILE, or createToolkit), or ${hint}`,
});

export const unknownKind = (noun: Noun, path: Path, name: string, hint: string): Finding => ({
  code: 'unknown-name',
  path,
  message: `is ${JSON.stringify(name)}, a ${noun} that no loaded plugin offers: ${hint}`,
});

export const unmakeable = (path: Path, cause: unknown): Finding => ({
  code: 'unmakeable',
  path,
  message: `cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
});

export const impassableEnd = (name: string, point: readonly number[]): ToolkitError =>
  new ToolkitError('impassable-end', `${name} is [${point.join(', ')}], outside the map or where nothing passes: move it to a place of positive speed`);

export const unknownArea = (name: string, hint: string): ToolkitError =>
  new ToolkitError('unknown-area', `from names ${JSON.stringify(name)}, and no area of the map is called so: ${hint}`);

export const otherSort = (path: Path, isMap: boolean): Finding => ({
  code: 'other-sort',
  path,
  message: isMap
    ? 'is a cost of the vertices of a path, and this medium is a map, which is searched: name a cost of maps, or leave it out'
    : 'is a cost of maps, and this medium is none: name a cost of the vertices of a path, or leave it out',
});

export const missingMethod = (): Finding => ({
  code: 'missing',
  path: ['method'],
  message: 'is missing: give an object that names the optimiser in "type" and gives its parameters',
});

export const uselessPart = (part: string): Finding => ({
  code: 'useless',
  path: [part],
  message: 'has no use: the path through this medium is searched, not descended to; leave it out',
});

export const wrongStart = (count: number, labels: readonly string[]): Finding => {
  const names = labels.length > 6 ? `${labels.slice(0, 3).join(', ')}, ..., ${labels.at(-1)}` : labels.join(', ');
  return {
    code: 'wrong-start',
    path: ['start'],
    message: `is a list of ${count}, but there are ${labels.length} unknowns: give ${labels.length} (${names}), or leave it out to begin with the straight line`,
  };
};

export const unusableStart = (value: number): Finding => ({
  code: 'unusable-start',
  path: ['start'],
  message: `gives a path whose time is ${value}: give numbers of the size of the terrain`,
});

export const tooMuchHistory = (iterations: number, unknowns: number, most: number): Finding => ({
  code: 'too-much-history',
  path: ['stop', 'maxIterations'],
  message: `is ${iterations}, too many to record with ${unknowns} unknowns: give at most ${Math.floor(most / unknowns)}`,
});
