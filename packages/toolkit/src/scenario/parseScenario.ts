import * as z from 'zod';
import { Refusal, scenarioError, unknownPlugin } from '../errors.js';
import type { Origin } from '../errors.js';
import { nameHint } from '../nearest.js';
import type { Toolkit } from '../plugins/createToolkit.js';
import { prepareScenario } from '../run/prepareScenario.js';
import { plainCopy } from './plainCopy.js';
import { readJson } from './readJson.js';
import { anyChosen, scenarioSchema } from './scenario.js';
import type { Scenario, ScenarioFrame } from './scenario.js';
import { schemaFindings } from './schemaFindings.js';

export interface ParseOptions {
  /** What messages call the scenario, e.g. its file. */
  readonly source?: string;
}

/**
 * Reads a scenario, from JSON text or from an object, and checks it against the format, the plugins' schemas and the
 * plugins themselves. The result is a fresh, plain object with defaults filled in; parsing it again gives its equal.
 *
 * @throws ScenarioError with one issue for each thing to correct: its path in the scenario (`medium.layers[1].speed`),
 * the line of the text, the value, and the remedy.
 *
 * @example
 * ```ts
 * import { createToolkit, parseScenario, paths } from '@fermat/toolkit';
 *
 * const toolkit = createToolkit({ plugins: [paths()] });
 * const text = `{
 *   "version": 1,
 *   "name": "beach",
 *   "medium": { "type": "layered", "offset": 18, "layers": [
 *     { "name": "sand", "thickness": 15, "speed": 10 },
 *     { "name": "water", "thickness": 20, "speed": -1.2 }
 *   ] },
 *   "method": { "type": "gradientDescent", "learningRate": 5 }
 * }`;
 * parseScenario(text, toolkit, { source: 'beach.json' }); // throws: beach.json:6: medium.layers[1].speed is -1.2: give a number above 0, the speed in this layer
 * console.log(parseScenario(text.replace('-1.2', '1.2'), toolkit).stop.maxIterations); // 1000
 * ```
 */
export function parseScenario(input: string | object, toolkit: Toolkit, options: ParseOptions = {}): Scenario {
  let origin: Origin = { source: options.source ?? 'scenario' };
  try {
    let value: unknown = input;
    if (typeof input === 'string') {
      const document = readJson(input);
      origin = { ...origin, lineOf: document.lineOf };
      ({ value } = document);
    }
    const frame = checkFrame(plainCopy(value), toolkit);
    const prepared = prepareScenario(frame, toolkit);
    return { ...frame, title: frame.title ?? frame.name, start: 'start' in prepared ? prepared.start : [] };
  } catch (error) {
    throw error instanceof Refusal ? scenarioError(error, origin) : error;
  }
}

function checkFrame(value: unknown, toolkit: Toolkit): ScenarioFrame {
  const schema = scenarioSchema({ medium: anyChosen('medium'), cost: anyChosen('cost'), method: anyChosen('method') });
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) throw new Refusal(schemaFindings(parsed.error, schema, value));
  const names = toolkit.plugins.names();
  const absent = parsed.data.plugins.flatMap((name, index) =>
    names.includes(name) ? [] : [unknownPlugin(['plugins', index], name, nameHint(name, names))],
  );
  if (absent.length > 0) throw new Refusal(absent);
  return parsed.data;
}
