import { invalidBudget, invalidFunction, invalidMedium, invalidOptions, unknownOption } from './errors.js';

/** The options given to `owner`, where they are an object; if `known` lists the options that there are, nothing else may be among them. */
export function checkedOptions<Options extends object>(owner: string, options: Options, known?: readonly string[]): Options {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) throw invalidOptions(owner, options);
  const unknown = known && Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) throw unknownOption(owner, unknown, known!);
  return options;
}

/** Throws unless a medium has what `owner` asks it for. */
export function checkMedium<M extends object>(owner: string, medium: M, needed: keyof M & string): void {
  if (typeof medium !== 'object' || medium === null || !(needed in medium)) throw invalidMedium(owner, medium, needed);
}

/** Throws unless a value can be called; `where` names it in the message, and `wanted` says what it gives for what. */
export function checkFunction(where: string, value: unknown, wanted: string): void {
  if (typeof value !== 'function') throw invalidFunction(where, value, wanted);
}

/** Throws unless a budget, where there is one, is a time that ends. */
export function checkBudget(where: string, budgetMs: number | undefined): void {
  if (budgetMs !== undefined && !(Number.isFinite(budgetMs) && budgetMs >= 0)) throw invalidBudget(where, budgetMs);
}
