import * as z from 'zod';
import { printableText } from './printableText.js';

/** Names a kind that a plugin offers; the other keys are its parameters. */
export interface Chosen {
  readonly type: string;
  readonly [parameter: string]: unknown;
}

/** A scenario as `parseScenario` gives it: plain data, defaults filled in, everything it names known to the toolkit. */
export interface Scenario {
  readonly $schema?: string;
  readonly version: 1;
  /** Also the stem of the files written for it. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly units: { readonly length: string; readonly time: string };
  /** Plugins that must be loaded. */
  readonly plugins: readonly string[];
  readonly medium: Chosen;
  readonly costs: readonly Chosen[];
  /** The unknowns to begin with; none where the medium searches the path itself. */
  readonly start: readonly number[];
  /** The optimiser; none where the medium searches the path itself. */
  readonly method?: Chosen;
  readonly stop: { readonly maxIterations: number; readonly tolerance: number };
}

type Optional = 'title' | 'units' | 'plugins' | 'costs' | 'start' | 'stop';

/** A scenario as it is written by hand: see the JSON Schema `@fermat/toolkit/schema/scenario-1.schema.json`. */
export type ScenarioInput = Omit<Scenario, Optional> & {
  readonly [K in Optional]?: Scenario[K] extends readonly unknown[] | string ? Scenario[K] : Partial<Scenario[K]>;
};

/** What the format itself fixes; `medium`, `costs` and `method` are looked at again by the kinds they name. */
export type ScenarioFrame = Omit<Scenario, 'start' | 'title'> & Partial<Pick<Scenario, 'start' | 'title'>>;

/** The parts that depend on the plugins, by the schemas to check them with. */
export interface ChosenSchemas {
  readonly medium: z.ZodType<Chosen>;
  readonly cost: z.ZodType<Chosen>;
  readonly method: z.ZodType<Chosen>;
}

/** An object with a `type`, whatever else: what can be said of a choice before its kind is known. */
export const anyChosen = (noun: string): z.ZodType<Chosen> =>
  z.looseObject({ type: z.string().describe(`the name of a ${noun}, as listed by "fermat list"`) });

/** The number of iterations that a scenario may ask for. */
export const mostIterations = 100_000;

/**
 * The scenario format, version 1. Each description says what to give, as a noun phrase: messages about a bad value and
 * the published JSON Schema both read it.
 */
export function scenarioSchema({ medium, cost, method }: ChosenSchemas): z.ZodType<ScenarioFrame> {
  const unit = (what: string, symbol: string): z.ZodDefault<z.ZodString> =>
    printableText(20).default(symbol).describe(`the symbol of the unit of ${what}, 1 to 20 printable characters, such as "${symbol}"`);
  return z
    .strictObject({
      $schema: z.string().exactOptional().describe('the address of the JSON Schema, for editors'),
      version: z.literal(1).describe('the version of this format, the number 1'),
      name: z
        .string()
        .max(60)
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        .describe('a name for files: small letters, digits and single hyphens, at most 60, such as "three-terrains"'),
      title: printableText(120).exactOptional().describe('a title for people, 1 to 120 printable characters'),
      description: printableText(2000).exactOptional().describe('what the scenario shows, 1 to 2000 printable characters'),
      units: z
        .strictObject({ length: unit('length', 'm'), time: unit('time', 's') })
        .prefault({})
        .describe('the units of all numbers, such as { "length": "m", "time": "s" }; speeds are length per time'),
      plugins: z.array(z.string()).max(100).default([]).describe('a list of the names of plugins that must be loaded'),
      medium: medium.describe('an object that names the kind of terrain in "type" and gives its parameters'),
      costs: z.array(cost).max(100).default([]).describe('a list of terms added to the time, each with its "type"'),
      start: z
        .array(z.number().describe('a finite number'))
        .exactOptional()
        .describe('a list with one number per unknown to begin with; without it the straight line'),
      method: method.exactOptional().describe('an object that names the optimiser in "type" and gives its parameters; none for a medium that is searched'),
      stop: z
        .strictObject({
          maxIterations: z
            .int()
            .min(1)
            .max(mostIterations)
            .default(1000)
            .describe(`a whole number from 1 to ${mostIterations}: when to give up`),
          tolerance: z
            .number()
            .min(0)
            .max(1)
            .default(1e-8)
            .describe('a number from 0 to 1: the relative tolerance of convergence (0 runs to the limit of precision)'),
        })
        .prefault({})
        .describe('when to stop, such as { "maxIterations": 1000, "tolerance": 1e-8 }'),
    })
    .describe('a scenario: an object with "version", "name", "medium" and mostly "method"');
}
