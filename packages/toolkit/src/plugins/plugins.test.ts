import { gradientDescent, sgd } from '@fermat/optim';
import { expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import { paths } from '../builtin/paths.js';
import { ToolkitError } from '../errors.js';
import { createToolkit } from './createToolkit.js';
import { definePlugin } from './definePlugin.js';
import type { MethodKind, Plugin } from './plugin.js';

const descent: MethodKind = {
  summary: 'descent',
  schema: z.strictObject({}),
  create: () => gradientDescent(sgd({ learningRate: 1 })),
};

/** The error that `act` throws. */
function thrown(act: () => unknown): ToolkitError {
  try {
    act();
  } catch (error) {
    if (error instanceof ToolkitError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('a toolkit offers what its plugins offer, and knows which of them does', () => {
  const mine = definePlugin({ name: 'mine', methods: { descent } });
  const { methods, plugins } = createToolkit({ plugins: [paths(), mine] });
  expect(methods.list().map(({ name, plugin }) => [name, plugin])).toEqual([
    ...Object.keys(paths().methods!).map((name) => [name, 'paths']),
    ['descent', 'mine'],
  ]);
  expect(methods.get('descent')).toBe(descent);
  expect(plugins.names()).toEqual(['paths', 'mine']);
});

test('toolkits share nothing', () => {
  createToolkit({ plugins: [definePlugin({ name: 'mine', methods: { descent } })] });
  expect(createToolkit({ plugins: [paths()] }).methods.has('descent')).toBe(false);
});

test('an unknown name throws with the nearest ones', () => {
  const toolkit = createToolkit({ plugins: [paths()] });
  const error = thrown(() => toolkit.media.get('layred'));
  expect(error.code).toBe('unknown-name');
  expect(error.message).toBe("there is no medium 'layred': did you mean 'layered'?");
});

test.each(['__proto__', 'constructor', 'toString'])('%s is an unknown name like any other', (name) => {
  const toolkit = createToolkit({ plugins: [paths()] });
  expect(toolkit.media.has(name)).toBe(false);
  expect(thrown(() => toolkit.media.get(name)).code).toBe('unknown-name');
});

test('a name offered twice throws and says by whom', () => {
  const mine = definePlugin({ name: 'mine', methods: { gradientDescent: descent } });
  const error = thrown(() => createToolkit({ plugins: [paths(), mine] }));
  expect(error.code).toBe('duplicate-name');
  expect(error.message).toContain("the method 'gradientDescent' is offered by both 'paths' and 'mine'");
});

test('a plugin loaded twice throws', () => {
  const error = thrown(() => createToolkit({ plugins: [paths(), paths()] }));
  expect(error.message).toBe("two plugins are called 'paths': load it once, or rename one of them");
});

test.each<[string, unknown, string]>([
  ['no object', null, 'a plugin is null'],
  ['no name', {}, 'a plugin has the name undefined'],
  ['a name that is none', { name: 'My Plugin' }, 'a plugin has the name "My Plugin"'],
  ['a misspelt group', { name: 'mine', metods: {} }, "plugin 'mine' has the key 'metods': did you mean 'methods'"],
  ['a kind without create', { name: 'mine', methods: { descent: { ...descent, create: 1 } } }, 'methods.descent has no `create`'],
  ['a kind without summary', { name: 'mine', methods: { descent: { ...descent, summary: undefined } } }, 'methods.descent has no `summary`'],
  ['a kind without schema', { name: 'mine', methods: { descent: { ...descent, schema: {} } } }, 'methods.descent has no `schema`'],
  ['a layer without target', { name: 'mine', layers: { arrows: { summary: 'arrows', create: () => [] } } }, 'layers.arrows has no `target`'],
  ['an entry with a bad name', { name: 'mine', methods: { 'my descent': descent } }, 'has a name that scenarios cannot use'],
])('%s is no plugin', (_, plugin, message) => {
  const error = thrown(() => createToolkit({ plugins: [plugin as Plugin] }));
  expect(error.code).toBe('bad-plugin');
  expect(error.message).toContain(message);
});

test('create knows the type of its parameters', () => {
  const { methods } = definePlugin({
    name: 'typed',
    methods: {
      typed: {
        summary: 'typed',
        schema: z.strictObject({ rate: z.number() }),
        create({ rate }) {
          expectTypeOf(rate).toEqualTypeOf<number>();
          return gradientDescent(sgd({ learningRate: rate }));
        },
      },
    },
  });
  expect(Object.keys(methods ?? {})).toEqual(['typed']);
});
