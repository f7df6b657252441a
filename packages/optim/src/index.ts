export { OptimError, type OptimErrorCode } from './errors.js';

export { minimize, iterate, type Iteration, type MinimizeResult } from './minimize/minimize.js';
export type { MinimizeOptions } from './minimize/options.js';
export type { TracedObjective, VectorObjective } from './minimize/objective.js';
export type { Reason } from './minimize/outcome.js';
export type { Advance, Method, MethodRun, Point, Problem } from './minimize/method.js';

export { descend } from './descent/descend.js';
export type { Aim, Direction, DirectionRun } from './descent/direction.js';
export { gradientDescent } from './descent/gradientDescent.js';
export { lbfgs, lbfgsDirection, type LbfgsDirectionOptions, type LbfgsOptions } from './descent/lbfgs.js';

export type { Search, SearchOutcome, SearchRun } from './search/search.js';
export { hagerZhang, type HagerZhangOptions } from './search/hagerZhang.js';

export type { GradientTransformation, NoState, Scalar, Schedule } from './transform/gradientTransformation.js';
export { applyUpdates } from './transform/applyUpdates.js';
export { chain } from './transform/chain.js';
export { momentum, type MomentumOptions, type MomentumState } from './transform/momentum.js';
export { scale, scaleByLearningRate, scaleBySchedule, type CountState } from './transform/scale.js';
export { sgd, type SgdOptions } from './transform/sgd.js';
