import { formatWithOptions } from 'node:util';
import { expect } from 'vitest';

const TOKEN = /[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?:\.\.\.)?|[^\s'"]/gi;
const IS_NUMBER = /\d/;
/** What may follow the value: nothing, words, or anything after two spaces. */
const REMARK = /^(?:\s*$|\s\s|[:,;]?\s(?!(?:true|false|null|undefined|NaN|Infinity)\b)[a-z])/i;

/** A number agrees with the digits given: rounded to them, or within one unit of the last where they end in an ellipsis. */
function numbersAgree(said: string, shown: string): boolean {
  const [mantissa = '', exponent = '0'] = said.toLowerCase().replace('...', '').split('e');
  const unit = 10 ** (Number(exponent) - (mantissa.split('.')[1]?.length ?? 0));
  const error = Math.abs(Number.parseFloat(said) - Number.parseFloat(shown));
  return error <= unit * (said.endsWith('...') ? 1 : 0.5 + 1e-9);
}

function agree(said: string, shown: string): boolean {
  const wanted = [...said.matchAll(TOKEN)];
  const given = [...shown.matchAll(TOKEN)];
  const last = wanted[given.length - 1];
  if (!last) return false;
  const sameValue = given.every(([text], i) => {
    const [expected] = wanted[i]!;
    return IS_NUMBER.test(expected) && IS_NUMBER.test(text) ? numbersAgree(expected, text) : expected === text;
  });
  return sameValue && REMARK.test(said.slice(last.index + last[0].length).replace(/^['"]/, ''));
}

/** Checks that `console.log(...values)` shows what the example says: spaces and quotes do not matter, nor the digits left out. */
export function prints(said: string, ...values: unknown[]): void {
  const options = { breakLength: Infinity, depth: null, maxArrayLength: null };
  const shown = formatWithOptions(options, ...(values as [unknown])).replaceAll(/Array\(\d+\)/g, 'Array');
  expect(agree(said.replaceAll(/Array\(\d+\)/g, 'Array'), shown), `the example prints ${shown}, and says ${said}`).toBe(true);
}

/** Checks that the statement throws with a message that holds what the example says. */
export function throws(said: string, statement: () => unknown): void {
  expect(statement).toThrow(said);
}
