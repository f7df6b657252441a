import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { paths } from '../builtin/paths.js';
import { createToolkit } from '../plugins/createToolkit.js';
import { definePlugin } from '../plugins/definePlugin.js';
import { scenarioJsonSchema } from './scenarioJsonSchema.js';

const toolkit = createToolkit({ plugins: [paths()] });
const ready = toolkit.scenarios.get('three-terrains');
const accepts = (schema: Record<string, unknown>, value: unknown): boolean => new Ajv2020().validate(schema, value);

const example = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../examples/scenarios/${name}.json`, import.meta.url), 'utf8'));

test('the published schema is up to date (else run `npm run schema`)', () => {
  const published = readFileSync(new URL('../../schema/scenario-1.schema.json', import.meta.url), 'utf8');
  expect(published).toBe(`${JSON.stringify(scenarioJsonSchema(toolkit), null, 2)}\n`);
});

test.each(['three-terrains', 'two-terrains', 'across-the-bay'])('it accepts the example %s', (name) => {
  expect(accepts(scenarioJsonSchema(toolkit), example(name))).toBe(true);
});

test.each(['three-terrains', 'across-the-bay'])('the ready scenario %s is the example file', (name) => {
  const { $schema, ...scenario } = example(name) as Record<string, unknown>;
  expect($schema).toMatch(/scenario-1\.schema\.json$/);
  expect(scenario).toEqual(toolkit.scenarios.get(name));
});

test.each<[string, object]>([
  ['a missing medium', { medium: undefined }],
  ['an unknown medium', { medium: { type: 'layred' } }],
  ['a negative speed', { medium: { type: 'layered', offset: 1, layers: [{ thickness: 1, speed: 1 }, { thickness: 1, speed: -1 }] } }],
  ['an unknown key', { speed: 1 }],
  ['another version', { version: 2 }],
])('it refuses %s', (_, parts) => {
  const input: unknown = JSON.parse(JSON.stringify({ ...ready, ...parts }));
  expect(accepts(scenarioJsonSchema(toolkit), input)).toBe(false);
});

test("a plugin's kinds are part of its toolkit's schema", () => {
  const method = { summary: 'mine', schema: z.strictObject({ depth: z.int() }), create: () => toolkit.methods.get('gradientDescent').create({ learningRate: 1, momentum: 0, nesterov: false }) };
  const schema = scenarioJsonSchema(createToolkit({ plugins: [paths(), definePlugin({ name: 'mine', methods: { mine: method } })] }));
  expect(accepts(schema, { ...ready, method: { type: 'mine', depth: 3 } })).toBe(true);
  expect(accepts(schema, { ...ready, method: { type: 'mine', depth: 0.5 } })).toBe(false);
  expect(accepts(schema, ready)).toBe(true);
});
