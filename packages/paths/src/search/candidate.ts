import { noEnds } from '../errors.js';
import type { Bounds } from '../geometry/bounds.js';
import type { Path } from '../geometry/path.js';
import type { Point, Vector } from '../geometry/vector.js';
import type { Medium } from '../medium/medium.js';
import type { Certificate } from '../proof/certify.js';
import type { Steps } from './steps.js';

export interface TimedPath {
  /** The polyline, both ends included; empty when no path joins them. */
  readonly path: readonly Point[];
  /** `Infinity` when no path joins the ends. */
  readonly time: number;
}

export interface PathLeg {
  readonly from: Point;
  readonly to: Point;
  readonly time: number;
  /** The mean speed from one end of the leg to the other. */
  readonly speed: number;
  /** The name of the piece it runs in. */
  readonly region: string;
  /**
   * `edge` when it follows the side of a faster piece, `obstacle` the side of one that nothing passes, `zigzag` where the time
   * is that of ever smaller zigzags along it, which are faster than the straight line.
   */
  readonly kind: 'free' | 'edge' | 'obstacle' | 'zigzag';
  /** For an agent with a turn radius, the turn for each unit of length, positive to the left; 0 straight ahead. */
  readonly curvature?: number;
}

/** What there is to know of a path besides its points and its time. */
export interface PathDescription {
  /** Its stretches between its points, each in one piece of the medium, straight but where it follows a curved interface. */
  readonly legs: readonly PathLeg[];
  /** Where it changes its direction or its speed at once. */
  readonly crossings: readonly Point[];
  readonly certificate: Certificate;
  /** Ways that the search left as coarse as it found them, although refining them might have given a faster path; mostly none. */
  readonly undecided: readonly TimedPath[];
}

/** The fastest path between two points, with all there is to know of it. */
export interface LeastTimePath extends TimedPath, PathDescription {
  /** The other paths of locally least time, the faster first. */
  readonly alternatives: readonly TimedPath[];
}

/** A path of locally least time; it is described when it is chosen. */
export interface Candidate extends TimedPath {
  /** @param certificateBudgetMs for how long the lower bound is improved, if not by a fixed amount of work */
  describe(certificateBudgetMs?: number): PathDescription;
  /** The same in pieces, where it is much work. */
  describeSteps?(certificateBudgetMs?: number): Steps<PathDescription>;
}

/** What a search may make use of. */
export interface SearchHints {
  /** A path that was fast before the medium or the ends changed a little. */
  readonly warmStart?: Path | undefined;
  /** How many paths are wanted besides the fastest, if there are as many. */
  readonly count?: number | undefined;
}

/** A medium that finds paths of locally least time between two points: the least-time path is the best of them. */
export interface SolvableMedium extends Medium {
  /** The box outside of which nothing passes, if there is one; its sides may be infinitely far. */
  readonly bounds?: Bounds;
  /** The ends to join when none are given. */
  readonly from?: Point;
  readonly to?: Point;
  /** The fastest first; none when no path joins the points. Throws a `PathsError` for a point that is none of the medium. */
  candidates(from: Vector, to: Vector, hints?: SearchHints): Iterable<Candidate>;
  /** The same in pieces, where it is much work. */
  candidateSteps?(from: Vector, to: Vector, hints?: SearchHints): Steps<Iterable<Candidate>>;
}

/** What is found where there is no way from one end to the other. */
export function unreachable(reason: string): LeastTimePath {
  const certificate = { snell: 0, time: Infinity, lowerBound: null, gap: null, reason };
  return { path: [], time: Infinity, legs: [], crossings: [], alternatives: [], undecided: [], certificate };
}

/** The candidates of a medium, in pieces where it is much work. */
export function* candidatesOf(medium: SolvableMedium, from: Vector, to: Vector, hints?: SearchHints): Steps<Iterable<Candidate>> {
  return medium.candidateSteps ? yield* medium.candidateSteps(from, to, hints) : medium.candidates(from, to, hints);
}

/** The ends that are given, or else the medium's own. */
export function endsOf(medium: SolvableMedium, given: { readonly from?: Vector; readonly to?: Vector }): { from: Vector; to: Vector } {
  const from = given.from ?? medium.from;
  const to = given.to ?? medium.to;
  if (from === undefined || to === undefined) throw noEnds();
  return { from, to };
}
