import { AutodiffError, tensor } from '@fermat/autodiff';
import { describe, expect, it } from 'vitest';
import * as random from './random/index.js';
import * as soft from './soft/index.js';

const root = random.key(1);
const same = (x: unknown): never => x as never;
const [one, two] = [tensor([1, 2]), tensor([2, 1])];

/** Everything that takes options, by its name. */
const calls: Readonly<Record<string, (options: never) => unknown>> = {
  bernoulli: options => random.bernoulli(root, 2, options),
  choice: options => random.choice(root, 3, 2, options),
  exponential: options => random.exponential(root, 2, options),
  gumbel: options => random.gumbel(root, 2, options),
  normal: options => random.normal(root, 2, options),
  uniform: options => random.uniform(root, 2, options),
  cosineAnnealing: options => soft.cosineAnnealing(options),
  geometricAnnealing: options => soft.geometricAnnealing(options),
  linearAnnealing: options => soft.linearAnnealing(options),
  softAbs: options => soft.softAbs(one, options),
  softArgmax: options => soft.softArgmax(one, options),
  softArgmin: options => soft.softArgmin(one, options),
  softArgsort: options => soft.softArgsort(one, options),
  softClip: options => soft.softClip(one, 0, 1, options),
  softEqual: options => soft.softEqual(one, two, options),
  softFor: options => soft.softFor(2, (_, x) => x, one, options),
  softGreater: options => soft.softGreater(one, two, options),
  softIf: options => soft.softIf(1, 2, 3, options),
  softLess: options => soft.softLess(one, two, options),
  softMax: options => soft.softMax(one, options),
  softMaximum: options => soft.softMaximum(one, two, options),
  softMin: options => soft.softMin(one, options),
  softMinimum: options => soft.softMinimum(one, two, options),
  softRank: options => soft.softRank(one, options),
  softSort: options => soft.softSort(one, options),
  softStep: options => soft.softStep(one, options),
  softSwitch: options => soft.softSwitch(0, [1, 2], options),
  softWhile: options => soft.softWhile(() => 1, same, one, options),
};

describe.each(Object.entries(calls))('%s', (name, call) => {
  it('refuses options that it does not know, and says which it does', () => {
    const wrong = { temperature: 1, temprature: 1 };
    expect(() => call(wrong as never)).toThrow(AutodiffError);
    expect(() => call({ typo: 1 } as never)).toThrow(new RegExp(`^${name} takes options { \\w+.* }, not typo\\.$`));
  });

  it.each([5, 'x', null, true, [1]])('refuses a value in their place: %j', value => {
    expect(() => call(value as never)).toThrow(expect.objectContaining({ code: 'not-an-option' }));
  });
});

it('everything that takes options is among them', () => {
  const others = ['bits', 'foldIn', 'key', 'permutation', 'randint', 'split', 'straightThrough'];
  const exported = Object.keys({ ...random, ...soft });
  expect(exported.filter(name => !(name in calls) && !others.includes(name))).toEqual([]);
});

it('a dtype in which there are no random numbers is refused', () => {
  for (const draw of [random.exponential, random.gumbel, random.normal, random.uniform]) {
    expect(() => draw(root, 2, { dtype: 'int32' as never })).toThrow(expect.objectContaining({ code: 'invalid-dtype' }));
  }
});
