import type { Method } from '@fermat/optim';
import type * as z from 'zod';
import type { Frame } from '../picture/frame.js';
import type { Mark } from '../picture/mark.js';
import type { Cost } from '../run/cost.js';
import type { ScenarioResult } from '../run/scenarioResult.js';
import type { Problem } from '../run/searchProblem.js';
import type { ScenarioInput } from '../scenario/scenario.js';

/** Any zod schema. Use `z.strictObject`, so that a misspelt key is refused and not dropped. */
export type Schema = z.core.$ZodType;

/** Something a scenario names by `type`; its other keys are the parameters, which `schema` describes. */
export interface Kind<S extends Schema, Made> {
  /** One line, for lists. */
  readonly summary: string;
  readonly schema: S;
  create(parameters: z.output<S>): Made;
}

/** A kind of terrain. */
export type MediumKind<S extends Schema = Schema> = Kind<S, Problem>;
/** A kind of term added to the travel time: of the vertices of a descent's path, or of the places of a map. */
export type CostKind<S extends Schema = Schema> = Kind<S, Cost>;
/** A kind of optimiser. */
export type MethodKind<S extends Schema = Schema> = Kind<S, Method>;

/**
 * What layers draw on, and what they make for it. A renderer adds its own by declaration merging.
 *
 * @example
 * ```ts no-run
 * declare module '@fermat/toolkit' {
 *   interface LayerTargets {
 *     readonly terminal: (columns: number) => string;
 *   }
 * }
 * ```
 */
export interface LayerTargets {
  /** The marks of a 2D drawing, given where data coordinates fall on the page. */
  readonly drawing: (frame: Frame) => readonly Mark[];
}

/** One layer of a picture: the terrain, the iterates, ... */
export interface LayerKind<T extends keyof LayerTargets = keyof LayerTargets> {
  /** One line, for lists. */
  readonly summary: string;
  readonly target: T;
  create(input: LayerInput): LayerTargets[T];
}

export interface LayerInput {
  readonly result: ScenarioResult;
  readonly problem: Problem;
}

/** A bundle of kinds and ready scenarios, by name: a plain object, registered nowhere but in the toolkits made with it. */
export interface Plugin {
  readonly name: string;
  readonly media?: Readonly<Record<string, MediumKind>>;
  readonly costs?: Readonly<Record<string, CostKind>>;
  readonly methods?: Readonly<Record<string, MethodKind>>;
  readonly layers?: Readonly<Record<string, LayerKind>>;
  readonly scenarios?: Readonly<Record<string, ScenarioInput>>;
}
