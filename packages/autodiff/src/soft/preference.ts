import { astype, div, greater, neg, sigmoid, sub, Tensor, tensor, type TensorLike } from '@fermat/autodiff';
import { boolWithTemperature, notAPreference } from './errors.js';
import { checkTemperature, knownNumbers, type SoftOptions } from './options.js';

/** How much a condition prefers that it holds, and that it does not: two weights that sum to 1, each accurate where it is small. */
export interface Preference {
  readonly yes: Tensor;
  readonly no: Tensor;
}

export const asTensor = (x: TensorLike): Tensor => (x instanceof Tensor ? x : tensor(x));

/**
 * With a temperature a condition is a number that is positive where it holds, and its preference the logistic function of
 * their ratio. Without, it is a preference already.
 */
export function preference(op: string, condition: TensorLike, temperature: SoftOptions['temperature'] | undefined): Preference {
  const given = asTensor(condition);
  if (temperature !== undefined) {
    if (given.dtype === 'bool') throw boolWithTemperature(op);
    const margin = div(given, checkTemperature(op, temperature));
    return { yes: sigmoid(margin), no: sigmoid(neg(margin)) };
  }
  const yes = given.dtype === 'bool' ? astype(given, 'float64') : given;
  const outside = Array.from(knownNumbers(yes) ?? []).find(p => !(p >= 0 && p <= 1));
  if (outside !== undefined) throw notAPreference(op, outside);
  return { yes, no: sub(1, yes) };
}

/** The preference without doubt: 1 where the condition holds, else 0. */
export function decision(condition: TensorLike, temperature: SoftOptions['temperature'] | undefined): Preference {
  const given = asTensor(condition);
  const holds = given.dtype === 'bool' ? given : greater(given, temperature === undefined ? 0.5 : 0);
  const yes = astype(holds, 'float64');
  return { yes, no: sub(1, yes) };
}
