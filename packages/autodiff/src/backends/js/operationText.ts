import type { PureOp, ShiftOp } from '../../kernel/program/program.js';

/** Operations of the scalar algebra in JavaScript, of operands a, b, c; others are functions of `Math` or of the number algebra `k`. */
const templates: { readonly [op in PureOp | ShiftOp]?: string } = {
  add: '(a + b)',
  sub: '(a - b)',
  mul: '(a * b)',
  div: '(a / b)',
  remainder: '(a % b)',
  neg: '(-a)',
  lt: '(a < b)',
  le: '(a <= b)',
  eq: '(a === b)',
  ne: '(a !== b)',
  and: '(a && b)',
  or: '(a || b)',
  not: '(!a)',
  select: '(a ? b : c)',
  selectInt: '(a ? b : c)',
  selectBool: '(a ? b : c)',
  addInt: '((a + b) | 0)',
  subInt: '((a - b) | 0)',
  mulInt: 'Math.imul(a, b)',
  andInt: '(a & b)',
  orInt: '(a | b)',
  xorInt: '(a ^ b)',
  shl: '(a << b)',
  shr: '(a >> b)',
  ushr: '((a >>> b) | 0)',
  ltInt: '(a < b)',
  leInt: '(a <= b)',
  eqInt: '(a === b)',
  toInt: '(a | 0)',
  toFloat: 'a',
};

/** An operation written out. */
export function operationText(op: PureOp | ShiftOp, args: readonly (string | number)[]): string {
  const template = templates[op];
  if (template === undefined) return `${op in Math ? 'Math' : 'k'}.${op}(${args.join(', ')})`;
  return template.replace(/\b[abc]\b/g, letter => String(args['abc'.indexOf(letter)]));
}

export function literal(x: number): string {
  return x < 0 || Object.is(x, -0) ? `(${Object.is(x, -0) ? '-0' : x})` : String(x);
}

/** The head of one block of several, of which a number chooses one. */
export const branchHead = (choice: string, index: number, count: number): string =>
  (index === 0 ? '' : 'else ') + (index === count - 1 ? '' : `if (${choice} ${index === 0 ? '<=' : '==='} ${index})`);
