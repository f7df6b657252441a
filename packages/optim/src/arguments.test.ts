import { mul, square, sub, sum, treeMap, type Tensor, type Tree } from '@fermat/autodiff';
import { describe, expect, it } from 'vitest';
import { wrongArguments } from '../../../tools/wrongArguments.js';
import * as optim from './index.js';
import * as landscape from './landscape/index.js';
import { ravel } from './transform/ravel.js';
import * as workers from './workers/index.js';
import type { Constraint, Direction, GlobalMethod, GradientTransformation, Method, Mask, RobustLoss, Schedule, Search, VectorObjective, VectorResiduals } from './index.js';

/** Functions of any tree, so that what is wrong about one is not for them to find. */
const bowl = (x: Tree): Tensor => sum(square(sub(ravel(x), 1)));
const residuals = (x: Tree): Tensor => sub(ravel(x), 1);
const half = (x: unknown): unknown => treeMap((leaf: unknown) => mul(0.5, leaf as Tensor), x as never);
const written = (): VectorObjective => ({
  valueAndGrad([x, y], gradient) {
    gradient.set([2 * (x! - 1), 8 * y!]);
    return (x! - 1) ** 2 + 4 * y! ** 2;
  },
  value: ([x, y]) => (x! - 1) ** 2 + 4 * y! ** 2,
  hvp: (_x, v, out) => out.set([2 * v[0]!, 8 * v[1]!]),
});
const writtenResiduals = (): VectorResiduals => ({
  count: 2,
  residuals: ([x, y], out) => out.set([x! - 1, 2 * y!]),
  jacobian: (_x, columns) => columns.forEach((column, j) => column.set(j === 0 ? [1, 0] : [0, 2])),
  jvp: (_x, v, out) => out.set([v[0]!, 2 * v[1]!]),
  vjp: (_x, u, out) => out.set([u[0]!, 2 * u[1]!]),
});
const x0 = (): number[] => [3, 2];
const tree = (): object => ({ a: 1, b: [2, 3], c: Float64Array.of(4, 5) });
const limits = (): object => ({ maxIterations: 3, maxEvaluations: 40, maxTimeMs: 200, onIteration: () => {}, signal: { aborted: false }, history: true });
const port = (): workers.WorkerLike => {
  let answer = (_message: unknown): void => {};
  return {
    postMessage: message => queueMicrotask(() => answer({ ...(message as object), result: { value: 0 } })),
    on: (type, listener) => {
      if (type === 'message') answer = listener;
    },
    terminate: () => {},
  };
};

/** What is made does its work, whatever it was made of. */
const minimizes = (options: object): unknown => optim.minimize(written(), x0(), { maxIterations: 3, maxEvaluations: 100, ...options });
const asMethod = (method: Method): unknown => minimizes({ method });
const asDirection = (direction: Direction): unknown => minimizes({ method: optim.descend(direction, optim.hagerZhang()) });
const asSearch = (search: Search): unknown => minimizes({ method: optim.descend(optim.lbfgsDirection(), search) });
const asConstraint = (constraints: Constraint): unknown => minimizes({ constraints });
const asLoss = (loss: RobustLoss): unknown => optim.leastSquares(residuals, [3, 2], { loss, maxIterations: 3 });
const asGlobal = (method: GlobalMethod): unknown => optim.globalMinimize(written(), x0(), { method, bounds: [-5, 5], maxEvaluations: 60, maxTimeMs: 200 });
const asSchedule = (schedule: Schedule): unknown => [0, 1, 5, 1000].map(count => schedule(count));
const asTransform = (transform: GradientTransformation): unknown => {
  const params = { a: 1, b: [2, 3] };
  const [first, state] = transform.update(params, transform.init(params), params);
  return [first, transform.update(params, state, params)[0]];
};
const asRun = (run: Generator): unknown => [...run];

/** A function, arguments that are right, and what is done with the result. */
type Call = readonly [call: (...given: never[]) => unknown, given: readonly unknown[], use?: (made: never) => unknown];

const rates = { learningRate: 0.1, beta1: 0.9, beta2: 0.99 };
const calls: Readonly<Record<string, Call>> = {
  'minimize a traced function': [optim.minimize, [bowl, x0(), { ...limits(), method: optim.lbfgs(), bounds: [[0, 5], null], tolerance: 1e-6 }]],
  'minimize by hand': [optim.minimize, [written(), x0(), { method: optim.newtonTrustRegion(), bounds: [Float64Array.of(0, 0), 9] }]],
  'minimize by values': [optim.minimize, [written(), Float64Array.of(3, 2), { method: optim.nelderMead(), ...limits() }]],
  'minimize a tree': [optim.minimize, [bowl, { a: 1, b: [2, 3] }, { bounds: { a: [0, 1], b: [null, [0, 4]] } }]],
  'minimize under constraints': [optim.minimize, [bowl, x0(), { constraints: [optim.constraint(bowl, { upper: 2 })], ...limits() }]],
  iterate: [optim.iterate, [written(), x0(), { ...limits(), method: optim.bfgs() }], asRun],
  advance: [optim.advance, [optim.iterate(written(), x0()), { maxEvaluations: 5, maxTimeMs: 5 }]],
  findRoot: [optim.findRoot, [residuals, x0(), { ...limits(), tolerance: 1e-6, subproblem: 'exact' }]],
  'findRoot by hand': [optim.findRoot, [writtenResiduals(), x0(), limits()]],
  fixedPoint: [optim.fixedPoint, [half, { a: 1, b: [2, 3] }, { ...limits(), tolerance: 1e-6 }]],
  leastSquares: [optim.leastSquares, [residuals, x0(), { ...limits(), loss: optim.huber(), bounds: [0, 5], tolerance: 1e-6 }]],
  'leastSquares by hand': [optim.leastSquares, [writtenResiduals(), x0(), { ...limits(), subproblem: 'cg' }]],
  arctan: [optim.arctan, [2], asLoss],
  cauchy: [optim.cauchy, [2], asLoss],
  huber: [optim.huber, [2], asLoss],
  softL1: [optim.softL1, [2], asLoss],
  globalMinimize: [optim.globalMinimize, [bowl, x0(), { bounds: [[-5, 5], [-4, 4]], method: optim.multiStart(), local: optim.lbfgs(), seed: 3, target: 1e-3, tolerance: 1e-6, maxEvaluations: 80, maxTimeMs: 200, signal: { aborted: false }, onIteration: () => {} }]],
  globalIterate: [optim.globalIterate, [written(), x0(), { bounds: [-5, 5], maxEvaluations: 80, maxTimeMs: 200 }], asRun],
  basinHopping: [optim.basinHopping, [{ patience: 3 }], asGlobal],
  cmaEs: [optim.cmaEs, [{ populationSize: 5, sigma: 0.2 }], asGlobal],
  differentialEvolution: [optim.differentialEvolution, [{ populationSize: 5 }], asGlobal],
  multiStart: [optim.multiStart, [{ samples: 2 }], asGlobal],
  portfolio: [optim.portfolio, [optim.cmaEs(), optim.multiStart()], asGlobal],
  descend: [optim.descend, [optim.bfgsDirection(), optim.trustRegion()], asMethod],
  bfgs: [optim.bfgs, [{ search: optim.hagerZhang() }], asMethod],
  bfgsDirection: [optim.bfgsDirection, [], asDirection],
  conjugateGradient: [optim.conjugateGradient, [{ eta: 0.3, search: optim.hagerZhang() }], asMethod],
  conjugateGradientDirection: [optim.conjugateGradientDirection, [{ eta: 0.3 }], asDirection],
  augmentedLagrangian: [optim.augmentedLagrangian, [{ inner: optim.lbfgs() }], method => minimizes({ method, constraints: optim.constraint(bowl, { upper: 2 }) })],
  constraint: [optim.constraint, [bowl, { lower: 0, upper: 2 }], asConstraint],
  'constraint by hand': [optim.constraint, [{ count: 1, values: ([x]: Float64Array, out: Float64Array) => (out[0] = x!), jacobian: (_x: Float64Array, rows: Float64Array[]) => rows[0]!.set([1, 0]), hvp: (_x: Float64Array, _m: Float64Array, _v: Float64Array, out: Float64Array) => out.fill(0) }, { equals: [1] }], asConstraint],
  linearConstraint: [optim.linearConstraint, [[[1, 2], Float64Array.of(2, 3)], { lower: [0, 0], upper: 3 }], asConstraint],
  sqp: [optim.sqp, [{ hessian: 'bfgs' }], method => minimizes({ method, constraints: optim.constraint(bowl, { upper: 2 }) })],
  gradientDescent: [optim.gradientDescent, [optim.sgd({ learningRate: 0.1 })], asMethod],
  lbfgs: [optim.lbfgs, [{ memory: 3, search: optim.moreThuente() }], asMethod],
  lbfgsDirection: [optim.lbfgsDirection, [{ memory: 3 }], asDirection],
  nelderMead: [optim.nelderMead, [], asMethod],
  newtonDirection: [optim.newtonDirection, [], direction => minimizes({ method: optim.descend(direction, optim.trustRegion()) })],
  newtonTrustRegion: [optim.newtonTrustRegion, [{ subproblem: 'cg' }], asMethod],
  steihaugDirection: [optim.steihaugDirection, [], direction => minimizes({ method: optim.descend(direction, optim.trustRegion()) })],
  hagerZhang: [optim.hagerZhang, [{ delta: 0.1, sigma: 0.9, maxEvaluations: 20 }], asSearch],
  moreThuente: [optim.moreThuente, [{ delta: 1e-4, sigma: 0.9, maxEvaluations: 20 }], asSearch],
  trustRegion: [optim.trustRegion, [{ eta: 1e-4, maxEvaluations: 20 }], asSearch],
  applyUpdates: [optim.applyUpdates, [tree(), tree()]],
  chain: [optim.chain, [optim.clip(1), optim.scale(2)], asTransform],
  masked: [optim.masked, [optim.scale(2), { a: true, b: [false, true] } satisfies Mask], asTransform],
  momentum: [optim.momentum, [{ decay: 0.9, nesterov: true }], asTransform],
  scale: [optim.scale, [2], asTransform],
  scaleByLearningRate: [optim.scaleByLearningRate, [2], asTransform],
  scaleBySchedule: [optim.scaleBySchedule, [() => 1], asTransform],
  scaleByAdam: [optim.scaleByAdam, [{ beta1: 0.9, beta2: 0.99, epsilon: 1e-8, nesterov: true }], asTransform],
  scaleByAmsgrad: [optim.scaleByAmsgrad, [{ beta1: 0.9, beta2: 0.99, epsilon: 1e-8 }], asTransform],
  scaleByRms: [optim.scaleByRms, [{ decay: 0.9, epsilon: 1e-8, centered: true }], asTransform],
  addDecayedWeights: [optim.addDecayedWeights, [0.1], asTransform],
  centralize: [optim.centralize, [], asTransform],
  clip: [optim.clip, [1], asTransform],
  clipByGlobalNorm: [optim.clipByGlobalNorm, [1], asTransform],
  sgd: [optim.sgd, [{ learningRate: 0.1, momentum: 0.9, nesterov: true }], asTransform],
  adam: [optim.adam, [{ ...rates, epsilon: 1e-8 }], asTransform],
  adamw: [optim.adamw, [{ ...rates, weightDecay: 0.1 }], asTransform],
  amsgrad: [optim.amsgrad, [rates], asTransform],
  nadam: [optim.nadam, [rates], asTransform],
  adadelta: [optim.adadelta, [{ learningRate: 1, decay: 0.9, epsilon: 1e-6 }], asTransform],
  adagrad: [optim.adagrad, [{ learningRate: 0.1, epsilon: 1e-10 }], asTransform],
  lion: [optim.lion, [{ ...rates, weightDecay: 0.1 }], asTransform],
  rmsprop: [optim.rmsprop, [{ learningRate: 0.1, momentum: 0.9, decay: 0.9, epsilon: 1e-8, centered: false }], asTransform],
  constantSchedule: [optim.constantSchedule, [0.1], asSchedule],
  cosineDecay: [optim.cosineDecay, [{ initial: 0.1, steps: 5, final: 0.01 }], asSchedule],
  exponentialDecay: [optim.exponentialDecay, [{ initial: 0.1, rate: 0.5, steps: 5, staircase: true }], asSchedule],
  linearSchedule: [optim.linearSchedule, [{ from: 0.1, to: 0.2, steps: 5 }], asSchedule],
  oneCycle: [optim.oneCycle, [{ peak: 0.1, steps: 50, rise: 0.3, startDivisor: 25, finalDivisor: 1e4 }], asSchedule],
  piecewiseConstant: [optim.piecewiseConstant, [{ initial: 0.1, changes: [{ at: 3, value: 0.2 }] }], asSchedule],
  warmup: [optim.warmup, [{ steps: 5, from: 0, next: () => 0.1 }], asSchedule],
  curvatureAt: [landscape.curvatureAt, [bowl, x0()]],
  'curvatureAt by hand': [landscape.curvatureAt, [written(), x0()]],
  gradientError: [landscape.gradientError, [bowl, x0()]],
  'gradientError by hand': [landscape.gradientError, [written(), x0()]],
  sampleSlice: [landscape.sampleSlice, [bowl, x0(), { along: [[1, 0], [0, 1]], range: [-1, 1], size: 3 }]],
  'sampleSlice by hand': [landscape.sampleSlice, [written(), x0(), { along: [[1, 0], [0, 1]] }]],
  multiStartInWorkers: [workers.multiStartInWorkers, [{ worker: port, starts: [x0()], workers: 1, onResult: () => {}, signal: { aborted: true, addEventListener: () => {} } }]],
  serveObjective: [workers.serveObjective, [written(), { bounds: [-5, 5], tolerance: 1e-6 }, port()]],
  startsInBox: [workers.startsInBox, [x0(), { bounds: [-5, 5], count: 3, seed: 1 }]],
};

const isWhole = (value: object): boolean => value instanceof Float64Array || (Symbol.iterator in value && !Array.isArray(value));

describe('a call with anything wrong in one of its arguments', () => {
  it.each(Object.keys(calls))('of %s returns, or throws an error with a code', async name => {
    const [call, given, use = () => {}] = calls[name]!;
    const run = async (args: readonly unknown[]): Promise<unknown> => await use((await call(...(args as never[]))) as never);
    await run(given);
    const uncaught: string[] = [];
    for (const { what, args } of wrongArguments(given, isWhole)) {
      try {
        const result = await run(args);
        if (use === asTransform || use === asSchedule) if (JSON.stringify(result, (_, part: unknown) => (Number.isNaN(part) ? 'NaN' : part)).includes('NaN')) uncaught.push(`${what}: NaN`);
      } catch (error) {
        if (typeof (error as { code?: unknown }).code !== 'string') uncaught.push(`${what}: ${String(error)}`);
      }
    }
    expect(uncaught).toEqual([]);
  });

  it('is tried for every function that there is', () => {
    const tried = new Set<unknown>(Object.values(calls).map(([call]) => call));
    const exported = [optim, landscape, workers].flatMap((entry: object) => Object.entries(entry) as [string, unknown][]).filter(([, value]) => typeof value === 'function' && value !== optim.OptimError);
    expect(exported.filter(([, value]) => !tried.has(value)).map(([name]) => name)).toEqual([]);
  });
});
