/** The base of every error that `@fermat/autodiff` throws: a stable `code`, and a message that says what to do. */
export class AutodiffError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Shapes that do not fit one another. */
export class ShapeError extends AutodiffError {}
/** A dtype for which the operation has no meaning. */
export class DTypeError extends AutodiffError {}
/** An argument that is no tree of numbers, typed arrays and tensors. */
export class TreeError extends AutodiffError {}
/** An index or a range outside of its axis. */
export class IndexError extends AutodiffError {}
/** A number was asked of a value that is only known when the compiled function runs. */
export class ConcretizationError extends AutodiffError {}
/** A traced value was used after, or outside of, the trace that made it. */
export class LeakedTraceError extends AutodiffError {}
/** A function that cannot be differentiated or transposed as asked. */
export class DifferentiationError extends AutodiffError {}
/** A matrix without an inverse, or without the factors asked for. */
export class SingularMatrixError extends AutodiffError {}

const show = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'function') return `the function ${value.name || '(anonymous)'}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return `an object of class ${typeof name === 'string' ? name : '(none)'}`;
}

export const shapesDoNotBroadcast = (op: string, a: readonly number[], b: readonly number[]): ShapeError =>
  new ShapeError('shapes-do-not-broadcast', `${op}: shapes ${show(a)} and ${show(b)} do not broadcast; aligned at the last axis, sizes must be equal or 1 (use reshape or expandDims).`);

export const shapesDiffer = (op: string, a: readonly number[], b: readonly number[]): ShapeError =>
  new ShapeError('shapes-differ', `${op}: the shapes ${show(a)} and ${show(b)} must be equal.`);

export const cannotBroadcastTo = (from: readonly number[], to: readonly number[]): ShapeError =>
  new ShapeError('cannot-broadcast', `broadcastTo: ${show(from)} does not broadcast to ${show(to)}; aligned at the last axis, its sizes must be equal or 1.`);

export const cannotReshape = (from: readonly number[], to: readonly number[]): ShapeError =>
  new ShapeError('cannot-reshape', `reshape: ${show(from)} has another number of elements than ${show(to)}.`);

export const invalidShape = (shape: unknown): ShapeError =>
  new ShapeError('invalid-shape', `a shape is a list of whole numbers of at least 0, not ${Array.isArray(shape) ? JSON.stringify(shape) : describe(shape)}.`);

export const raggedArray = (path: string, expected: readonly number[], found: readonly number[]): ShapeError =>
  new ShapeError('ragged-array', `the array is ragged: element ${path} has shape ${show(found)}, and those before it ${show(expected)}; make all rows equally long.`);

export const notATensor = (op: string, value: unknown): TreeError =>
  new TreeError('not-a-tensor', `${op} takes numbers, booleans, typed arrays, Tensors or nested arrays of these, not ${describe(value)}.`);

export const invalidAxis = (op: string, axis: number, rank: number): IndexError =>
  new IndexError('invalid-axis', `${op}: there is no axis ${axis} ${rank === 0 ? 'in a scalar' : `in a value of ${rank} axes; use ${-rank} to ${rank - 1}`}.`);

export const repeatedAxis = (op: string, axes: readonly number[]): IndexError =>
  new IndexError('repeated-axis', `${op}: ${show(axes)} names one axis twice.`);

export const invalidPermutation = (op: string, axes: readonly number[], rank: number): IndexError =>
  new IndexError('invalid-permutation', `${op}: ${show(axes)} is no permutation of ${rank} axes; name as many, each once.`);

export const indexOutOfRange = (op: string, index: number, axis: number, size: number): IndexError =>
  new IndexError('index-out-of-range', `${op}: index ${index} is outside of axis ${axis}, which has ${size} elements${size > 0 ? ` (${-size} to ${size - 1})` : ''}.`);

export const computedIndexOutOfRange = (): IndexError =>
  new IndexError('index-out-of-range', 'a computed index is outside of its axis; use clip, or another mode. Both sides of select are computed.');

export const invalidRange = (op: string, range: unknown, axis: number): IndexError =>
  new IndexError('invalid-range', `${op}: ${JSON.stringify(range) ?? describe(range)} is no range for axis ${axis}; give a whole number, null, [start, stop, step] with a step other than 0, or a Tensor or Int32Array of indices.`);

export const boolIndex = (op: string): DTypeError =>
  new DTypeError('bool-index', `${op}: bools are no indices; use select(condition, a, b).`);

export const tooManyRanges = (op: string, count: number, shape: readonly number[]): IndexError =>
  new IndexError('too-many-ranges', `${op}: ${count} ranges for a value of shape ${show(shape)}.`);

export const invalidPadding = (padding: unknown, shape: readonly number[]): ShapeError =>
  new ShapeError('invalid-padding', `pad: give a number of at least 0, [before, after], or [before, after] for each axis of shape ${show(shape)}, not ${JSON.stringify(padding)}.`);

export const nothingToJoin = (op: string): ShapeError => new ShapeError('nothing-to-join', `${op} needs at least one value.`);

export const notSorted = (op: string, shape: readonly number[]): ShapeError =>
  new ShapeError('not-sorted', `${op} takes a sorted vector first, not shape ${show(shape)}.`);

export const invalidKnots = (x: readonly number[], f: readonly number[]): ShapeError =>
  new ShapeError('invalid-knots', `interp takes points at increasing places, at least two, or four for a cubic, and as many values, not shapes ${show(x)} and ${show(f)}.`);

export const invalidConvolution = (x: readonly number[], kernel: readonly number[]): ShapeError =>
  new ShapeError('invalid-convolution', `conv: a kernel of shape ${show(kernel)} does not fit a signal of shape ${show(x)}; a kernel is [taps] or [rows, columns], or [out, in, ...] of these, and the signal [...] or [in, ...], at least as long.`);

export const invalidSpacing = (start: number, stop: number, step: number): ShapeError =>
  new ShapeError('invalid-spacing', `arange: from ${start} to ${stop} by ${step} is no finite number of elements; use a step other than 0.`);

export const emptyReduction = (op: string, shape: readonly number[]): ShapeError =>
  new ShapeError('empty-reduction', `${op} of no elements has no value: the shape is ${show(shape)}.`);

export const unsupportedProduct = (op: string, a: readonly number[], b: readonly number[]): ShapeError =>
  new ShapeError('unsupported-product', `${op}: the axes summed over differ in size or do not exist, for shapes ${show(a)} and ${show(b)}.`);

export const notAMatrix = (op: string, expected: string, shape: readonly number[]): ShapeError =>
  new ShapeError('not-a-matrix', `${op} takes ${expected} in the last two axes, not shape ${show(shape)}.`);

export const systemMismatch = (op: string, a: readonly number[], b: readonly number[]): ShapeError =>
  new ShapeError('system-mismatch', `${op}: for a matrix of shape ${show(a)} the right-hand side has ${a.at(-2)} elements or rows, not shape ${show(b)}.`);

export const singularMatrix = (op: string, pivot: number): SingularMatrixError =>
  new SingularMatrixError('singular-matrix', `${op}: the matrix is singular, its pivot ${pivot} (from 0) is 0; use lstsq or pinv.`);

export const notPositiveDefinite = (pivot: number): SingularMatrixError =>
  new SingularMatrixError('not-positive-definite', `cholesky: the matrix is not positive definite, its pivot ${pivot} (from 0) is not above 0; use eigh or solve.`);

export const invalidEinsum = (subscripts: string, shapes: readonly (readonly number[])[]): ShapeError =>
  new ShapeError('invalid-einsum', `einsum: ${JSON.stringify(subscripts)} does not fit shapes ${shapes.map(show).join(', ')}; give a letter for each axis, as in 'ij,jk->ik', each of one size, or ... for the rest.`);

export const invalidSections = (sections: number, length: number): ShapeError =>
  new ShapeError('invalid-sections', `split: ${length} elements do not part into ${sections} equal sections; give the indices to cut at.`);

/** An option outside of what it may be. */
export const invalidOption = (op: string, option: string, value: unknown, expected: string): AutodiffError =>
  new AutodiffError(`invalid-${option}`, `${op}: ${option} is ${describe(value)}; give ${expected}.`);

/** A name or a value that is no option; values in their place are shown with the first of the options. */
export const notAnOption = (op: string, found: unknown, known: readonly string[], operands: string): AutodiffError => {
  const value = typeof found === 'number' ? found : Array.isArray(found) ? show(found as number[]) : '...';
  return new AutodiffError('not-an-option', `${op} takes options { ${known.join(', ')} }, not ${describe(found)}; write ${op}(${operands}, { ${known[0]}: ${value} }).`);
};

export const unsupportedDType = (op: string, dtype: string, expected: string): DTypeError =>
  new DTypeError('unsupported-dtype', `${op} takes ${expected}, not ${dtype}; convert it with astype.`);

export const unknownDType = (dtype: unknown): DTypeError =>
  new DTypeError('unknown-dtype', `${describe(dtype)} is no dtype; use 'float64', 'float32', 'int32' or 'bool'.`);

export const notAnElement = (shape: readonly number[]): ShapeError =>
  new ShapeError('not-a-scalar', `item() takes a value of one element, not of shape ${show(shape)}; use toArray() or data().`);

export const unsupportedLeaf = (path: string, value: unknown): TreeError =>
  new TreeError('unsupported-leaf', `${path} is ${describe(value)}; a tree holds numbers, typed arrays and Tensors in plain objects and arrays. Close over anything else.`);

export const narrowed = (what: string, from: string, to: string): DTypeError =>
  new DTypeError('narrowed', `${what}: dtype ${from} where ${to} is expected would be rounded; use astype.`);

export const cyclicTree = (path: string): TreeError =>
  new TreeError('cyclic-tree', `${path} contains itself; close over references to other objects.`);

export const deepTree = (path: string, depth: number): TreeError =>
  new TreeError('deep-tree', `${path.slice(0, 60)}… is more than ${depth} deep; keep its nodes in one array.`);

export const treesDiffer = (path: string, expected: string, found: unknown): TreeError =>
  new TreeError('trees-differ', `${path} must be ${expected}, not ${Array.isArray(found) ? `an array of ${found.length}` : describe(found)}.`);

export const cannotDifferentiate = (path: string, dtype: string): DifferentiationError =>
  new DifferentiationError('not-differentiable', `${path} has dtype ${dtype}, for which there is no derivative; pass float64, or leave it out of argnums.`);

export const notScalar = (transform: string, shape: readonly number[]): DifferentiationError =>
  new DifferentiationError('not-scalar', `${transform} needs a scalar result, and the function returns shape ${show(shape)}; use sum or mean, or vjp or jvp.`);

export const notReal = (transform: string, dtype: string): DifferentiationError =>
  new DifferentiationError('not-real', `${transform} needs a floating-point result, and the function returns ${dtype}.`);

export const notASingleValue = (transform: string): DifferentiationError =>
  new DifferentiationError('not-a-single-value', `${transform} needs one scalar as the result; with { hasAux: true } return [value, auxiliary].`);

export const auxiliaryExpected = (): DifferentiationError =>
  new DifferentiationError('auxiliary-expected', 'with { hasAux: true } the function returns a pair [value, auxiliary].');

export const invalidArgnums = (argnum: number, count: number): DifferentiationError =>
  new DifferentiationError('invalid-argnums', `argnums names argument ${argnum}, and the function was called with ${count}.`);

export const notLinear = (op: string): DifferentiationError =>
  new DifferentiationError('not-linear', `linearTranspose: the function is not linear in its arguments at ${op}; transpose its derivative (jvp).`);

export const noDerivative = (op: string): DifferentiationError =>
  new DifferentiationError('no-derivative', `${op} has no derivative rule; give the primitive a jvp, or use stopGradient.`);

export const concretization = (construct: string, what: string): ConcretizationError =>
  new ConcretizationError('concretization', `${what} asks for a number that is only known when the function traced by ${construct} runs; use select, cond, scan or whileLoop (or a soft condition), or leave out jit, where host conditions work.`);

export const coercedToNumber = (): ConcretizationError =>
  new ConcretizationError('coerced-to-number', 'a traced value was turned into a number (as x * 2 or Math.sqrt(x) do), which loses its derivative; write mul(x, 2), sqrt(x), or x.item() if a number is meant.');

export const leakedTrace = (op: string): LeakedTraceError =>
  new LeakedTraceError('leaked-trace', `${op} was given a value from a trace that has ended. Return values from the function instead of keeping them in outer variables.`);

export const branchesDiffer = (construct: string, what: string, expected: string, found: string): ShapeError =>
  new ShapeError('types-differ', `${construct}: ${what} must have the types ${expected}, not ${found}; use broadcastTo or astype.`);

export const whileLoopBackwards = (): DifferentiationError =>
  new DifferentiationError('while-loop-backwards', 'whileLoop has no reverse mode without a bound; pass { maxIterations }, or use jvp, foriLoop, or customRoot for a limit.');

export const noRows = (path: string): ShapeError =>
  new ShapeError('no-rows', `scan: ${path} is a scalar or an array of scalars, which has no rows; pass a typed array or a Tensor.`);

export const lengthsDiffer = (path: string, found: number, expected: number): ShapeError =>
  new ShapeError('lengths-differ', `scan: ${path} has ${found} rows where ${expected} are expected.`);

export const customCapture = (construct: string): DifferentiationError =>
  new DifferentiationError('custom-capture', `${construct}: the function uses a traced value from outside, for which its rule gives no derivative; pass it as an argument.`);

export const noTransposeSolve = (): DifferentiationError =>
  new DifferentiationError('no-transpose-solve', 'customLinearSolve: reverse mode solves the transposed equation; pass { transposeSolve }, or { symmetric: true }.');

export const hostSolver = (where: string, cause?: Error): ConcretizationError => {
  const error = new ConcretizationError(
    'host-solver',
    `customRoot: the solver needs numbers, which are not known under ${where}; write it with ops and whileLoop, or call it under plain grad, jvp or vjp.`,
  );
  return cause === undefined ? error : Object.assign(error, { cause });
};

export const noLength = (): ShapeError =>
  new ShapeError('no-length', 'scan: give sequences, or the number of steps as { length }.');

export const stepPairExpected = (found: unknown): TreeError =>
  new TreeError('step-pair-expected', `scan: the function returns ${describe(found)}, not [carry, output].`);

export const noBranches = (): TreeError => new TreeError('no-branches', 'switchCase needs at least one branch.');

export const notAnIndex = (construct: string, shape: readonly number[]): ShapeError =>
  new ShapeError('not-an-index', `${construct} chooses by one value, not by shape ${show(shape)}; use select, or vmap.`);

export const noBatchRule = (op: string): AutodiffError =>
  new AutodiffError('no-batch-rule', `vmap: ${op} is not elementwise, and its primitive has no batch rule.`);

export const invalidInAxes = (inAxes: unknown, count: number): IndexError =>
  new IndexError('invalid-in-axes', `vmap: inAxes is ${JSON.stringify(inAxes)} for ${count} arguments; give one axis for all, or one for each, not all null.`);

export const mappedResult = (path: string): ShapeError =>
  new ShapeError('mapped-result', `vmap: outAxes is null for ${path}, which depends on what is mapped over. Give the place of its mapped axis.`);

export const nothingToMap = (path: string): ShapeError =>
  new ShapeError('nothing-to-map', `vmap: ${path} is a scalar or an array of scalars, which has no axis; pass a typed array or a Tensor, or null in inAxes.`);

export const batchSizesDiffer = (path: string, found: number, expected: number): ShapeError =>
  new ShapeError('batch-sizes-differ', `vmap: ${path} has ${found} elements along its mapped axis, and arguments before it ${expected}.`);

export const wrongLength = (what: string, expected: number, found: number): ShapeError =>
  new ShapeError('wrong-length', `${what} must have ${expected} elements, not ${found}.`);

export const overlappingBuffers = (): ShapeError =>
  new ShapeError('overlapping-buffers', 'an output may not share memory with an input; allocate() makes one.');

export const codeGenerationRefused = (): AutodiffError =>
  new AutodiffError('code-generation-refused', "the content-security policy forbids generated code ('unsafe-eval', for WebAssembly 'wasm-unsafe-eval'); use the backend 'auto' or 'interpreter'.");
