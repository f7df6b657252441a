import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paths } from '../builtin/paths.js';
import { ScenarioError } from '../errors.js';
import type { ScenarioIssue } from '../errors.js';
import { createToolkit } from '../plugins/createToolkit.js';
import { parseScenario } from './parseScenario.js';

const toolkit = createToolkit({ plugins: [paths()] });
const ready = toolkit.scenarios.get('three-terrains');

/** The ready scenario with some parts replaced. */
const changed = (parts: object): object => ({ ...ready, ...parts });
const layersOf = (...layers: readonly unknown[]): object => changed({ medium: { type: 'layered', layers, offset: 20 } });
const grass = { name: 'grass', thickness: 10, speed: 0.7 };

/** What `parseScenario` has against `input`; each message is checked to be a single line. */
function issuesOf(input: string | object, source = 'f.json'): readonly ScenarioIssue[] {
  try {
    parseScenario(input, toolkit, { source });
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    for (const { message } of error.issues) expect(message).not.toMatch(/[\r\n]/);
    expect(error.message).toBe(error.issues.map(({ message }) => message).join('\n'));
    return error.issues;
  }
  throw new Error('it was accepted');
}

const messageOf = (input: string | object): string => issuesOf(input)[0]?.message ?? '';

describe('a good scenario', () => {
  test('is given back as plain data with defaults filled in', () => {
    const { units, start, title, ...rest } = { ...ready };
    const scenario = parseScenario({ ...rest, stop: { maxIterations: 7 } }, toolkit);
    expect([units, start, title]).not.toContain(undefined);
    expect(scenario.units).toEqual({ length: 'm', time: 's' });
    expect(scenario.title).toBe('three-terrains');
    expect(scenario.stop).toEqual({ maxIterations: 7, tolerance: 1e-8 });
    expect(scenario.start[0]).toBeCloseTo(20 / 3, 12);
    expect(scenario.costs).toEqual([]);
  });

  test('parsed again, also as text, gives its equal', () => {
    const scenario = parseScenario(ready, toolkit);
    expect(parseScenario(scenario, toolkit)).toEqual(scenario);
    expect(parseScenario(JSON.stringify(scenario), toolkit)).toEqual(scenario);
  });

  test('shares nothing with what it was read from', () => {
    const input = structuredClone(ready) as unknown as { medium: { layers: { speed: number }[] } };
    const scenario = parseScenario(input, toolkit);
    (input.medium.layers[0] ?? { speed: 0 }).speed = -1;
    expect(scenario.medium).toEqual(ready.medium);
  });

  test('may begin with a byte-order mark', () => {
    expect(parseScenario(`\uFEFF${JSON.stringify(ready)}`, toolkit)).toEqual(parseScenario(ready, toolkit));
  });
});

describe('a bad value is named with its place, the value and the remedy', () => {
  test.each<[string, object, string]>([
    ['a missing field', layersOf(grass, { thickness: 10 }), 'f.json: medium.layers[1].speed is missing: give a number above 0, the speed in this layer'],
    ['a wrong type', layersOf(grass, { ...grass, speed: 'slow' }), 'f.json: medium.layers[1].speed is "slow": give a number above 0, the speed in this layer'],
    ['null', layersOf(grass, { ...grass, speed: null }), 'f.json: medium.layers[1].speed is null: give a number above 0, the speed in this layer'],
    ['a speed of zero', layersOf(grass, { ...grass, speed: 0 }), 'f.json: medium.layers[1].speed is 0: give a number above 0, the speed in this layer'],
    ['a negative speed', layersOf(grass, { ...grass, speed: -0.3 }), 'f.json: medium.layers[1].speed is -0.3: give a number above 0, the speed in this layer'],
    ['a speed that is NaN', layersOf(grass, { ...grass, speed: Number.NaN }), 'f.json: medium.layers[1].speed is NaN: give a number above 0, the speed in this layer'],
    ['an infinite speed', layersOf(grass, { ...grass, speed: Infinity }), 'f.json: medium.layers[1].speed is Infinity: give a number above 0, the speed in this layer'],
    ['no thickness', layersOf(grass, { ...grass, thickness: 0 }), 'f.json: medium.layers[1].thickness is 0: give a number above 0, the thickness of this layer'],
    ['one layer', layersOf(grass), 'f.json: medium.layers is a list of 1: give a list of 2 to 1000 layers in the order of the way'],
    ['too many layers', layersOf(...Array.from({ length: 1001 }, () => grass)), 'f.json: medium.layers is a list of 1001: give a list of 2 to 1000 layers'],
    ['no medium', changed({ medium: undefined }), 'f.json: medium is missing: give an object that names the kind of terrain'],
    ['a medium without type', changed({ medium: {} }), 'f.json: medium.type is missing: give the name of a medium'],
    ['an unknown medium', changed({ medium: { type: 'layred' } }), 'f.json: medium.type is "layred", a medium that no loaded plugin offers: did you mean \'layered\'?'],
    ['an unknown method', changed({ method: { type: 'gradientDecent' } }), "f.json: method.type is \"gradientDecent\", a method that no loaded plugin offers: did you mean 'gradientDescent'?"],
    ['a cost where there are none', changed({ costs: [{ type: 'headwind' }] }), 'f.json: costs[0].type is "headwind", a cost that no loaded plugin offers: use \'clearance\''],
    ['an unknown plugin', changed({ plugins: ['path'] }), "f.json: plugins[0] is \"path\", a plugin that is not loaded: load it (fermat --plugin FILE, or createToolkit), or did you mean 'paths'?"],
    ['a misspelt key', layersOf(grass, { ...grass, sped: 1 }), "f.json: medium.layers[1].sped is not a known key: did you mean 'speed'?"],
    ['a misspelt key at the top', changed({ nmae: 'x' }), "f.json: nmae is not a known key: did you mean 'name'?"],
    ['another version', changed({ version: 2 }), 'f.json: version is 2: give the version of this format, the number 1'],
    ['a name that climbs folders', changed({ name: '../x' }), 'f.json: name is "../x": give a name for files'],
    ['too short a start', changed({ start: [2] }), 'f.json: start is a list of 1, but there are 2 unknowns: give 2 (x1, x2), or leave it out'],
    ['a start far outside', changed({ start: [1e308, 1e308] }), 'f.json: start gives a path whose time is Infinity'],
    ['a start of words', changed({ start: [2, 'seventeen'] }), 'f.json: start[1] is "seventeen": give a finite number'],
    ['no learning rate', changed({ method: { type: 'gradientDescent' } }), 'f.json: method.learningRate is missing: give a number above 0'],
    ['a fraction of an iteration', changed({ stop: { maxIterations: 2.5 } }), 'f.json: stop.maxIterations is 2.5: give a whole number from 1 to 100000'],
    ['no object', [ready], 'f.json is a list of 1: give a scenario: an object with "version"'],
    ['a class instance', changed({ medium: new Map() }), 'f.json: medium is an instance of a class'],
  ])('%s', (_, input, message) => {
    expect(messageOf(input)).toContain(message);
  });

  test('more iterations than can be recorded', () => {
    const layers = Array.from({ length: 1000 }, () => ({ thickness: 1, speed: 1 }));
    const input = changed({ medium: { type: 'layered', layers, offset: 1 }, start: undefined, stop: { maxIterations: 5000 } });
    expect(messageOf(input)).toBe('f.json: stop.maxIterations is 5000, too many to record with 999 unknowns: give at most 1001');
  });

  test('a cycle', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(messageOf(changed({ medium: cycle }))).toContain('f.json is nested too deeply');
  });

  test('several at once, each in its own line', () => {
    const issues = issuesOf(layersOf({ ...grass, speed: 0 }, { ...grass, thickness: -1 }));
    expect(issues.map(({ path }) => path)).toEqual(['medium.layers[0].speed', 'medium.layers[1].thickness']);
  });
});

describe('text', () => {
  const text = JSON.stringify(ready, null, 2);

  test('gives the line of the bad value', () => {
    const bad = text.replace('"speed": 0.3', '"speed": -0.3');
    const line = text.slice(0, text.indexOf('"speed": 0.3')).split('\n').length;
    expect(issuesOf(bad)).toMatchObject([{ line, path: 'medium.layers[1].speed' }]);
    expect(messageOf(bad)).toBe(`f.json:${line}: medium.layers[1].speed is -0.3: give a number above 0, the speed in this layer`);
  });

  test.each<[string, string, string]>([
    ['empty', '', 'f.json is empty: write a scenario'],
    ['blank', ' \n\t', 'f.json is empty: write a scenario'],
    ['only a byte-order mark', '\uFEFF', 'f.json is empty: write a scenario'],
    ['prose', 'hello', 'f.json:1 is not JSON at line 1, column 1'],
    ['NaN', '{\n  "version": NaN }', "f.json:2 is not JSON at line 2, column 14 (unexpected character 'N')"],
    ['a trailing comma', '{\n  "version": 1,\n}', 'f.json:3 is not JSON at line 3, column 1'],
    ['a comment', '{ // scenario\n}', 'f.json:1 is not JSON at line 1, column 3'],
    ['cut short', text.slice(0, 100), 'is not JSON at line'],
    ['two documents', '{}{}', 'f.json:1 is not JSON at line 1, column 3'],
    ['a line break in a string', '{"name": "a\nb"}', 'f.json is not JSON'],
    ['a number', '7', 'f.json is 7: give a scenario: an object'],
    ['null', 'null', 'f.json is null: give a scenario: an object'],
    ['a number beyond all bounds', text.replace('"speed": 0.3', '"speed": 1e999'), 'medium.layers[1].speed is Infinity: give a number above 0'],
    ['a key given twice', '{ "version": 1,\n "version": 1 }', 'f.json:2: version is given twice, in lines 1 and 2: keep one of them'],
    ['__proto__', text.replace('"offset": 20', '"offset": 20, "__proto__": { "speed": 1 }'), 'medium.__proto__ is a reserved key of JavaScript: remove it'],
    ['constructor', text.replace('"offset": 20', '"offset": 20, "constructor": 1'), 'medium.constructor is a reserved key of JavaScript: remove it'],
    ['nested a million deep', '['.repeat(1_000_000), 'f.json:1 is nested too deeply: nest arrays and objects at most 64 deep'],
    ['nested 65 deep', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'f.json:1 is nested too deeply'],
  ])('%s', (_, input, message) => {
    expect(messageOf(input)).toContain(message);
  });

  test('__proto__ reaches no prototype', () => {
    issuesOf('{ "__proto__": { "polluted": true } }');
    issuesOf('{ "medium": { "constructor": { "prototype": { "polluted": true } } } }');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test('whatever JSON value comes in, it is parsed or refused in lines that name the file', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('medium', 'start', 'method', 'stop', 'units', 'costs', 'name'), (value, key) => {
      const input = { ...ready, [key]: value };
      try {
        expect(parseScenario(JSON.stringify(input), toolkit, { source: 'f.json' }).version).toBe(1);
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        for (const { message } of error.issues) expect(message).toMatch(/^f\.json(:\d+)?(:| is) .+: .+$/);
      }
    }),
    { numRuns: 300 },
  );
});

test('whatever text comes in, it is parsed or refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(() => parseScenario(text, toolkit)).toThrow(ScenarioError);
    }),
    { numRuns: 300 },
  );
});

test('the scenario in the README is one, and its message is the one that is given', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const text = /```json\n([^]*?)```/.exec(readme)?.[1] ?? '';
  expect(parseScenario(text, toolkit).name).toBe('lifeguard');
  const bad = text.replace('"speed": 1.2', '"speed": -1.2');
  expect(readme).toContain(`\n${issuesOf(bad, 'lifeguard.json')[0]?.message}\n`);
});

test('text with control characters, which a terminal would obey, is refused', () => {
  const escape = '\u001b[2J';
  expect(messageOf(changed({ title: `Three${escape}` }))).toContain('printable');
  expect(messageOf(layersOf({ ...grass, name: `a${escape}` }, grass))).toContain('medium.layers[0].name');
  expect(messageOf(changed({ title: `Three${escape}` }))).not.toContain(escape);
});

test('a fault in the JSON is named as it is written', () => {
  expect(messageOf('{"version": 1,}')).toContain("unexpected '}'");
  expect(messageOf('{"start": [1, 2,]}')).toContain("unexpected ']'");
  expect(messageOf('{"version": \u0000}')).not.toContain('\u0000');
});
