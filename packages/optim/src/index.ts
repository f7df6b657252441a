export { OptimError, type OptimErrorCode } from './errors.js';

export { minimize, iterate, type Iteration, type MinimizeResult } from './minimize/minimize.js';
export { advance, type AdvanceOptions } from './minimize/advance.js';
export type { MinimizeOptions } from './minimize/options.js';
export type { TracedObjective, VectorObjective } from './minimize/objective.js';
export type { Reason } from './minimize/outcome.js';
export type { ConstrainedMethod, ConstraintOutcome } from './minimize/search.js';
export type { Advance, Method, MethodRun, Point, Problem } from './minimize/method.js';

export { findRoot, fixedPoint, type RootOptions, type RootResult } from './leastSquares/findRoot.js';
export { leastSquares, type LeastSquaresOptions, type LeastSquaresResult } from './leastSquares/leastSquares.js';
export type { TracedResiduals, VectorResiduals } from './leastSquares/residuals.js';
export { arctan, cauchy, huber, softL1, type RobustLoss } from './leastSquares/robustLoss.js';

export { globalIterate, globalMinimize, type GlobalIteration, type GlobalOptions, type GlobalResult } from './global/globalMinimize.js';
export type { Candidate, GlobalMethod, GlobalProblem } from './global/globalMethod.js';
export type { Random } from './global/random.js';
export { basinHopping, type BasinHoppingOptions } from './global/basinHopping.js';
export { cmaEs, type CmaEsOptions } from './global/cmaEs.js';
export { differentialEvolution, type DifferentialEvolutionOptions } from './global/differentialEvolution.js';
export { multiStart, type MultiStartOptions } from './global/multiStart.js';
export { portfolio } from './global/portfolio.js';

export { descend } from './descent/descend.js';
export type { Aim, Direction, DirectionRun } from './descent/direction.js';
export { bfgs, bfgsDirection, type BfgsOptions } from './descent/bfgs.js';
export {
  conjugateGradient,
  conjugateGradientDirection,
  type ConjugateGradientDirectionOptions,
  type ConjugateGradientOptions,
} from './descent/conjugateGradient.js';
export type { Bounds, Limit } from './bounds/bounds.js';
export type { Box } from './bounds/box.js';
export { augmentedLagrangian, type AugmentedLagrangianOptions } from './constraints/augmentedLagrangian.js';
export { constraint, linearConstraint, type Constraint, type Limits, type VectorConstraint, type VectorFunction } from './constraints/constraint.js';
export { sqp, type SqpOptions } from './constraints/sqp.js';
export { gradientDescent } from './descent/gradientDescent.js';
export { lbfgs, type LbfgsOptions } from './descent/lbfgs.js';
export { lbfgsDirection, type LbfgsDirectionOptions } from './descent/lbfgsDirection.js';
export { nelderMead } from './descent/nelderMead.js';
export { newtonDirection } from './descent/newton.js';
export { newtonTrustRegion, type NewtonTrustRegionOptions } from './descent/newtonTrustRegion.js';
export { steihaugDirection } from './descent/steihaug.js';

export type { Search, SearchOutcome, SearchRun } from './search/search.js';
export { hagerZhang, type HagerZhangOptions } from './search/hagerZhang.js';
export { moreThuente, type MoreThuenteOptions } from './search/moreThuente.js';
export { trustRegion, type TrustRegionOptions } from './search/trustRegion.js';

export type { GradientTransformation, NoState, Scalar, Schedule } from './transform/gradientTransformation.js';
export { applyUpdates } from './transform/applyUpdates.js';
export { chain } from './transform/chain.js';
export { masked, type Mask } from './transform/masked.js';
export { momentum, type MomentumOptions, type MomentumState } from './transform/momentum.js';
export { scale, scaleByLearningRate, scaleBySchedule, type CountState } from './transform/scale.js';
export { scaleByAdam, scaleByAmsgrad, type AdamRates, type AdamState, type AmsgradState, type ScaleByAdamOptions } from './transform/scaleByAdam.js';
export { addDecayedWeights } from './transform/addDecayedWeights.js';
export { centralize } from './transform/centralize.js';
export { clip, clipByGlobalNorm } from './transform/clip.js';

export { sgd, type SgdOptions } from './transform/sgd.js';
export { adam, adamw, amsgrad, nadam, type AdamOptions, type AdamWOptions } from './transform/adam.js';
export { adadelta, type AdadeltaOptions } from './transform/adadelta.js';
export { adagrad, type AdagradOptions } from './transform/adagrad.js';
export { lion, type LionOptions } from './transform/lion.js';
export { rmsprop, scaleByRms, type RmspropOptions, type RmsState, type ScaleByRmsOptions } from './transform/rmsprop.js';
export {
  constantSchedule,
  cosineDecay,
  exponentialDecay,
  linearSchedule,
  oneCycle,
  piecewiseConstant,
  warmup,
  type CosineDecayOptions,
  type ExponentialDecayOptions,
  type LinearScheduleOptions,
  type OneCycleOptions,
  type PiecewiseConstantOptions,
  type WarmupOptions,
} from './transform/schedules.js';
