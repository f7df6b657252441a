import { Tensor } from './graph/tensor.js';
import { attachMethods } from './ops/methods.js';

attachMethods(Tensor);

export { Tensor };
export type { NestedArray, TensorLike } from './graph/tensor.js';
export type { DType, Shape, TensorType, TypedArray, Value } from './graph/tensorType.js';
export { isTracing, untraced } from './graph/untraced.js';
export { definePrimitive } from './graph/definePrimitive.js';
export type { Linearization, Maybe, Primitive, Pushforward } from './graph/primitive.js';
export type { IndexMap, Loop, Lowering, Meaning, Operand, Part, Reduction } from './kernel/lowering.js';
export type { ScalarAlgebra } from './kernel/scalarAlgebra.js';
export type { Binary, Unary } from './ops/elementwise.js';
export { treeMap, type LeafOf, type Mapped } from './tree/treeMap.js';
export type { Gradient, Gradients, HessianOf, JacobianOf, Leaf, Prefix, Selected, TensorsIn, Traced, TracedResult, Tree, Untraced, UntracedArgs, ValueOf } from './tree/types.js';
export {
  AutodiffError,
  ConcretizationError,
  DifferentiationError,
  DTypeError,
  IndexError,
  LeakedTraceError,
  ShapeError,
  SingularMatrixError,
  TreeError,
} from './errors.js';
export { arange, eye, full, linspace, ones, tensor, zeros } from './ops/creation.js';
export { abs, add, div, mod, mul, neg, sign, sub } from './ops/arithmetic.js';
export { cbrt, hypot, pow, rsqrt, safeSqrt, sqrt, square } from './ops/power.js';
export { exp, exp2, expm1, log, log10, log1p, log2 } from './ops/exponential.js';
export { acos, asin, atan, atan2, cos, sin, tan } from './ops/trigonometric.js';
export { acosh, asinh, atanh, cosh, sinh, tanh } from './ops/hyperbolic.js';
export { logaddexp, relu, sigmoid, silu, sinc, softplus } from './ops/activation.js';
export { digamma, erf, erfc, erfinv, gelu, lgamma, polygamma, type GeluOptions } from './ops/special.js';
export { ceil, floor, round, trunc, type RoundOptions } from './ops/rounding.js';
export { equal, greater, greaterEqual, isfinite, isinf, isnan, less, lessEqual, logicalAnd, logicalNot, logicalOr, logicalXor, notEqual } from './ops/comparison.js';
export { clip, maximum, minimum, select, where } from './ops/selection.js';
export { all, any, max, mean, min, prod, sum, type ReductionOptions } from './ops/reduction.js';
export { argmax, argmin, logsumexp, norm, safeNorm, softmax, std, variance, type ArgOptions, type LogsumexpOptions, type NormOptions, type VarianceOptions } from './ops/statistics.js';
export { median } from './ops/median.js';
export { argsort, type SortOptions } from './ops/argsort.js';
export { sort } from './ops/sorting.js';
export { searchsorted } from './ops/searchsorted.js';
export { interp, type InterpOptions } from './ops/interp.js';
export { fft, ifft, irfft, rfft, type Complex, type FftNorm, type FftOptions } from './ops/fft.js';
export { conv, type ConvOptions } from './ops/conv.js';
export { cumprod, cumsum } from './ops/cumulative.js';
export { einsum } from './ops/einsum.js';
export { dot, matmul, outer, tensordot } from './ops/products.js';
export { repeat, roll, split, tile } from './ops/arrangement.js';
export { cholesky } from './ops/linalg/cholesky.js';
export { det } from './ops/linalg/det.js';
export { eigh, type Eigen } from './ops/linalg/eigh.js';
export { inv, matrixPower } from './ops/linalg/inv.js';
export { lstsq, pinv, type LeastSquares, type RankOptions } from './ops/linalg/lstsq.js';
export { matrixNorm, type MatrixNormOptions } from './ops/linalg/matrixNorm.js';
export { diag, diagonal, tril, triu } from './ops/linalg/parts.js';
export { qr, type QrFactors } from './ops/linalg/qr.js';
export { slogdet } from './ops/linalg/slogdet.js';
export { solve } from './ops/linalg/solve.js';
export { svd, type Svd } from './ops/linalg/svd.js';
export { triangularSolve, type TriangularSolveOptions } from './ops/linalg/triangularSolve.js';
export { stopGradient } from './ops/stopGradient.js';
export { astype, broadcastTo, concatenate, expandDims, moveaxis, reshape, squeeze, stack, transpose } from './ops/shape.js';
export { pad, type Padding, type PadOptions } from './ops/pad.js';
export { flip, slice } from './ops/slice.js';
export type { Range } from './ops/range.js';
export type { IndexMode } from './ops/positions.js';
export { at, gather, scatterAdd, take, takeAlongAxis, type Place, type TakeOptions } from './ops/indexing.js';
export { grad, valueAndGrad } from './transforms/grad.js';
export type { AuxOptions, GradOptions } from './transforms/arguments.js';
export { jvp } from './transforms/jvp.js';
export { linearize } from './transforms/linearize.js';
export { checkpoint } from './control/checkpoint.js';
export { customLinearSolve, type LinearMap, type LinearSolveOptions } from './control/customLinearSolve.js';
export { customRoot } from './control/customRoot.js';
export { customJvp, customVjp } from './transforms/custom.js';
export { cond, switchCase } from './control/cond.js';
export { foriLoop } from './control/foriLoop.js';
export { scan, type ScanOptions } from './control/scan.js';
export { whileLoop, type WhileLoopOptions } from './control/whileLoop.js';
export { vjp } from './transforms/vjp.js';
export { jacfwd, jacobian, jacrev, type JacobianTransform } from './transforms/jacobian.js';
export { hessian, hvp } from './transforms/hessian.js';
export { vmap, type Axis, type VmapOptions } from './transforms/vmap.js';
export { linearTranspose } from './transforms/linearTranspose.js';
export { jit, type Compiled, type JitOptions } from './transforms/jit.js';
export type { Explanation } from './backends/explain.js';
export type { BackendName, CompileOptions } from './transforms/compile.js';
export { trace } from './transforms/trace.js';
export { Graph } from './graph/graph.js';
export type { GraphJson, GraphNodeJson } from './graph/graphJson.js';
export { flatObjective, type FlatObjective } from './transforms/flatObjective.js';
