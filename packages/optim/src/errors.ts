/** What went wrong, for programs: the `code` of an {@link OptimError}. */
export type OptimErrorCode =
  | 'EMPTY_START'
  | 'INVALID_START'
  | 'INVALID_OBJECTIVE'
  | 'OBJECTIVE_NOT_SCALAR'
  | 'INVALID_OPTION'
  | 'HESSIAN_UNAVAILABLE'
  | 'TREE_MISMATCH'
  | 'BOUNDS_UNSUPPORTED'
  | 'INVALID_BOUNDS'
  | 'CONSTRAINTS_UNSUPPORTED'
  | 'INVALID_CONSTRAINT'
  | 'NOT_DIFFERENTIABLE'
  | 'NUMBERS_UNKNOWN'
  | 'TOO_MANY_UNKNOWNS';

/**
 * A misuse of the package: the message names the value, why it is wrong and what to do. Whatever
 * happens during a search (a NaN, an abort, no progress) is reported in the result instead.
 */
export class OptimError extends Error {
  override readonly name = 'OptimError';
  readonly code: OptimErrorCode;

  constructor(code: OptimErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What objectives, residuals and constraints are written as. */
export const TRACED: string = "a function built from @fermat/autodiff's ops";

/** What most messages say: which value is wrong, and what it has to be. */
function invalid(code: OptimErrorCode, what: string, received: unknown, expected: string): OptimError {
  return new OptimError(code, `${what} is ${describe(received)}; it has to be ${expected}.`);
}

export function emptyStart(): OptimError {
  return new OptimError('EMPTY_START', 'x0 has no numbers in it; pass at least one unknown.');
}

export function nonFiniteStart(index: number, value: number): OptimError {
  return new OptimError(
    'INVALID_START',
    `x0 holds ${value} at flat index ${index}; a search has to begin at a finite point.`,
  );
}

export function startKind(received: unknown): OptimError {
  return invalid('INVALID_START', 'x0', received, 'a Float64Array or an array of numbers beside hand-written functions; for other trees pass a traced one');
}

export function invalidObjective(what: string, received: unknown, expected: string): OptimError {
  return invalid('INVALID_OBJECTIVE', what, received, expected);
}

export function objectiveNotScalar(received: unknown): OptimError {
  return invalid(
    'OBJECTIVE_NOT_SCALAR',
    'what valueAndGrad returned',
    received,
    'the objective, one number, with the gradient written into the second argument; for a vector of residuals minimise the sum of their squares',
  );
}

export function invalidOption(option: string, received: unknown, expected: string): OptimError {
  return invalid('INVALID_OPTION', option, received, expected);
}

export function hessianUnavailable(method: string): OptimError {
  return new OptimError(
    'HESSIAN_UNAVAILABLE',
    `${method} needs second derivatives, and the objective has no hvp(x, v, out); add one, pass a traced function, or use lbfgs().`,
  );
}

export function treeMismatch(path: string, received: unknown, expected: string): OptimError {
  return invalid('TREE_MISMATCH', `the tree at ${path || 'its root'}`, received, `${expected}, as gradients, state and parameters are trees of one structure`);
}

export function invalidState(received: unknown, count: number): OptimError {
  return invalid('TREE_MISMATCH', 'the state', received, `what init or the last update returned, of ${count} rules`);
}

export function boundsUnsupported(method: string): OptimError {
  return new OptimError('BOUNDS_UNSUPPORTED', `${method} takes no bounds; use lbfgs(), newtonTrustRegion(), sqp() or augmentedLagrangian().`);
}

export function constraintsUnsupported(method: string): OptimError {
  return new OptimError('CONSTRAINTS_UNSUPPORTED', `${method} takes no constraints; use sqp() or augmentedLagrangian().`);
}

export function notAConstraint(received: unknown): OptimError {
  return invalid('INVALID_CONSTRAINT', 'a constraint', received, 'made by constraint(f, { equals }), constraint(f, { lower, upper }) or linearConstraint(matrix, limits)');
}

export function invalidConstraint(what: string, received: unknown, expected: string): OptimError {
  return invalid('INVALID_CONSTRAINT', `${what} of a constraint`, received, expected);
}

export function boundsCrossed(path: string, lower: number, upper: number): OptimError {
  return new OptimError(
    'INVALID_BOUNDS',
    `${path} is [${lower}, ${upper}]; a lower bound has to be at most the upper one (equal to fix the unknown).`,
  );
}

export function boundsNotFinite(index: number, lower: number, upper: number): OptimError {
  return new OptimError(
    'INVALID_BOUNDS',
    `the unknown at flat index ${index} is bounded by [${lower}, ${upper}]; a global search needs two finite bounds of every unknown.`,
  );
}

export function boundsMismatch(path: string, received: unknown): OptimError {
  return invalid('INVALID_BOUNDS', path, received, 'null, a pair [lower, upper] of numbers or typed arrays as long as x0 there, or a tree like x0 of such pairs');
}

export function tooManyUnknowns(method: string, count: number, most: number, instead: string): OptimError {
  return new OptimError('TOO_MANY_UNKNOWNS', `there are ${count} unknowns; ${method} takes at most ${most}. Use ${instead}.`);
}

export function notDifferentiable(what: string): OptimError {
  return new OptimError(
    'NOT_DIFFERENTIABLE',
    `${what} has no derivative; write it with @fermat/autodiff's ops, or wrap the call in untraced(() => ...) to take the solution for a constant.`,
  );
}

export function numbersUnknown(cause: Error): OptimError {
  const error = new OptimError(
    'NUMBERS_UNKNOWN',
    `${cause.message} A search runs on numbers, and so within grad, jvp and vjp, but not within jit, vmap and loops, nor within the traced ` +
      'objective of another search; give that as { valueAndGrad }.',
  );
  return Object.assign(error, { cause });
}

export function rootsNotSquare(functions: number, unknowns: number): OptimError {
  return new OptimError(
    'INVALID_OBJECTIVE',
    `there are ${functions} functions of ${unknowns} unknowns; findRoot needs as many as unknowns. leastSquares takes any number.`,
  );
}

export function maskMismatch(path: string, received: unknown): OptimError {
  return invalid('TREE_MISMATCH', `the mask at the leaf ${path}`, received, 'true or false there, or further up');
}

function describe(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const name = (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor?.name;
  return name && name !== 'Object' ? `a ${name}` : `an object with the keys ${Object.keys(value).join(', ') || '(none)'}`;
}
