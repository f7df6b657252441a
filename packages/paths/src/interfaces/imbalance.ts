import { add, concatenate, div, expandDims, gather, grad, jvp, maximum, mul, ones, reshape, select, sign, slice, sqrt, square, stack, sub, sum, tensor, vmap } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import { arcLength } from './arcLength.js';
import type { CurvedProblem, CurvedRoute } from './curvedRoute.js';

/**
 * What Snell's law says is 0 at each visit, along each axis of its surface: what the slowness along the surface loses there. But
 * where the route goes on along a surface from the layer that is the faster beside it, or back, the straight leg must touch it.
 * (The time is level there, without being least: further on the leg would run through the slower layer.) And where it goes on along
 * the surface that it came along, it does not turn; such visits stand evenly.
 *
 * All visits are looked at together, a row for each: what it takes does not grow with their number.
 *
 * @param all the coordinates of all places that are visited, in a row
 */
export function imbalance(problem: CurvedProblem, all: Tensor): Tensor {
  const { route, values } = problem;
  const [count, axes] = [route.visits.length, values.from.length - 1];
  const places = reshape(all, [count, axes]);
  const { depths, slopes } = surfacesAt(problem, places);
  const points = concatenate([tensorOf(values.from), concatenate([places, depths], { axis: 1 }), tensorOf(values.to)]);
  const lines = sub(slice(points, [1, null]), slice(points, [0, -1]));
  const steepness = lengthOf(slopes, 1);
  const speeds = expandDims(stack(route.legs.map(({ layer }) => values.speeds[layer]!)), 1);
  const follows = route.legs.map(({ following }) => following !== null);
  const pulls = follows.includes(true) ? pullsOf(problem, lines, points, steepness) : null;

  /** What some legs in a row have of slowness along the axes of the surfaces at the visits, if they follow these by what they pull there. */
  const alongOf = (legs: readonly [number, number], pull: Tensor | undefined): Tensor => {
    const line = slice(lines, [...legs]);
    const straight = div(add(acrossOf(line), mul(slopes, riseOf(line))), lengthOf(line));
    const along = pull === undefined ? straight : select(column(follows.slice(...legs)), followed(pull, slopes, steepness), straight);
    return div(along, slice(speeds, [...legs]));
  };
  const arriving = alongOf([0, count], pulls?.end);
  const leaving = alongOf([1, count + 1], pulls?.start);
  const lost = sub(arriving, leaving);
  const touching = route.visits.map((_, visit) => touchingLeg(route, visit));
  const within = route.visits.map((_, visit) => follows[visit]! && follows[visit + 1]!);
  const isSpecial = touching.map((leg, visit) => leg !== null || within[visit]!);
  if (!isSpecial.includes(true)) return reshape(lost, [count * axes]);
  const [before, after] = [slice(lines, [0, -1]), slice(lines, [1, null])];
  const touched = gather(lines, touching.map((leg, visit) => leg ?? visit));
  const away = div(sub(riseOf(touched), inner(slopes, acrossOf(touched))), mul(steepness, lengthOf(touched)));
  const lengthways = select(column(within), unevenness(before, after), away);
  const turn = axes === 1 ? [] : [div(sub(mul(at(arriving, 0), at(leaving, 1)), mul(at(arriving, 1), at(leaving, 0))), mul(lengthOf(arriving), lengthOf(leaving)))];
  return reshape(select(column(isSpecial), concatenate([lengthways, ...turn], { axis: 1 }), lost), [count * axes]);
}

/** The depths of the surfaces at the places of the visits, and their slopes along each axis. */
function surfacesAt({ depths, route, values }: CurvedProblem, places: Tensor): { readonly depths: Tensor; readonly slopes: Tensor } {
  const rows = byKey(route.visits, (surface, visits) =>
    vmap((place: Tensor) => {
      const coordinates = values.from.slice(1).map((_, axis) => slice(place, axis));
      const slopes = coordinates.map((_, along) => jvp(depths[surface]!, coordinates, coordinates.map((__, axis) => Number(axis === along)))[1]);
      return stack([add(depths[surface]!(...coordinates), values.shifts[surface]!), ...slopes]);
    })(gather(places, visits)),
  );
  return { depths: at(rows, 0), slopes: slice(rows, [null, null], [1, null]) };
}

/** By how much the lengths of arcs change with the places of their ends, against the start and with the end: but for higher orders their directions. */
interface Pulls {
  readonly start: Tensor;
  readonly end: Tensor;
}

/** Those of the legs that leave visits, and of those that arrive there, where they follow surfaces. In space all arcs of a surface are looked at together. */
function pullsOf({ depths, route }: CurvedProblem, lines: Tensor, points: Tensor, steepness: Tensor): Pulls {
  if (lines.shape[1] === 2) {
    const [start, end] = [slice(lines, [1, null]), slice(lines, [0, -1])].map((line) => mul(sign(acrossOf(line)), steepness)) as [Tensor, Tensor];
    return { start, end };
  }
  const pulls = byKey(route.legs.map(({ following }) => following?.surface ?? -1), (surface, legs) => {
    if (surface < 0) return ones([legs.length, 4]);
    const length = (first: Tensor, line: Tensor): Tensor => arcLength(depths[surface]!, [slice(first, 0), slice(first, 1)], [slice(line, 0), slice(line, 1)], [0, 1]);
    const [byStart, byLine] = vmap(grad(length, { argnums: [0, 1] }))(acrossOf(gather(points, legs)), acrossOf(gather(lines, legs)));
    return concatenate([sub(byLine, byStart), byLine], { axis: 1 });
  });
  return { start: slice(pulls, [1, null], [0, 2]), end: slice(pulls, [0, -1], [2, 4]) };
}

/** Of the direction of an arc, by what it pulls at its end, what runs along the axes of the surface there. */
function followed(pulls: Tensor, slopes: Tensor, steepness: Tensor): Tensor {
  const size = div(inner(slopes, pulls), steepness);
  return div(pulls, sqrt(sub(inner(pulls, pulls), square(size))));
}

/** How different two steps in a row are in length, relatively. */
function unevenness(before: Tensor, after: Tensor): Tensor {
  const [first, second] = [before, after].map((line) => inner(acrossOf(line), acrossOf(line))) as [Tensor, Tensor];
  return div(sub(first, second), maximum(add(first, second), Number.MIN_VALUE));
}

/** Which of the legs that meet at a visit is straight and touches the surface that the other one follows in the same layer. */
function touchingLeg({ legs }: CurvedRoute, visit: number): number | null {
  const [before, after] = [legs[visit]!, legs[visit + 1]!];
  if (before.layer !== after.layer || (before.following === null) === (after.following === null)) return null;
  return before.following === null ? visit : visit + 1;
}

/** Rows that are computed together where their keys are the same, in the order of the keys. */
function byKey(keys: readonly number[], rowsOf: (key: number, rows: readonly number[]) => Tensor): Tensor {
  const distinct = [...new Set(keys)];
  const groups = distinct.map((key) => keys.flatMap((other, row) => (other === key ? [row] : [])));
  const order = groups.flat();
  return gather(concatenate(groups.map((rows, i) => rowsOf(distinct[i]!, rows))), keys.map((_, row) => order.indexOf(row)));
}

const tensorOf = (point: CurvedProblem['values']['from']): Tensor => expandDims(stack([...point]), 0);
const column = (conditions: readonly boolean[]): Tensor => expandDims(tensor([...conditions]), 1);
const at = (rows: Tensor, axis: number): Tensor => slice(rows, [null, null], [axis, axis + 1]);
/** All but the depth, and the depth. */
const acrossOf = (rows: Tensor): Tensor => slice(rows, [null, null], [0, -1]);
const riseOf = (rows: Tensor): Tensor => slice(rows, [null, null], [-1, null]);
const inner = (a: Tensor, b: Tensor): Tensor => sum(mul(a, b), { axis: 1, keepdims: true });
/** The lengths of rows, each with one more coordinate if there is one. */
const lengthOf = (rows: Tensor, more: number = 0): Tensor => sqrt(maximum(add(inner(rows, rows), more ** 2), Number.MIN_VALUE));
