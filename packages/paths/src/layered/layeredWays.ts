import { firstAtLeast } from './layeredGeometry.js';
import type { LayeredGeometry } from './layeredGeometry.js';
import type { Stack } from './ray.js';

/** A sequence of layers to cross between two depths, and where to run along them. */
export interface Way {
  readonly stack: Stack;
  /** The depth at which each crossed piece of a layer ends. */
  readonly ends: Float64Array;
  /** After how many pieces the way runs along the layers, at the stack's largest speed; `null` when it just crosses them. */
  readonly turn: number | null;
}

/**
 * Every way that a path of locally least time can take between two depths: across the layers between them, or out to
 * the near side of a faster layer beside them, along it and back, as a head wave does. There are no others: Snell's law
 * keeps one ray parameter along the whole path, so that it runs along one interface at most, faster than all it crosses.
 * Each is made when it is called for: where speeds grow with the depth, all of them together hold N^2 pieces of layers.
 *
 * @param rounding by how much a layer that an end cuts may be thinner than the difference of its rounded depths
 */
export function layeredWays(geometry: LayeredGeometry, from: number, to: number, rounding = 0): (() => Way)[] {
  const between = cross(geometry, from, to, rounding);
  const speed = Math.max(between.speeds.reduce((a, b) => Math.max(a, b), 0), from === to ? speedInside(geometry, from) : 0);
  const sides = [
    ...fasterLayers(geometry, firstAtLeast(geometry.depths, Math.max(from, to)), 1, speed),
    ...fasterLayers(geometry, lastAtMost(geometry.depths, Math.min(from, to)) - 1, -1, speed),
  ];
  const detours = sides.map(({ depth, maxSpeed }) => (): Way => {
    const there = cross(geometry, from, depth, rounding);
    const back = cross(geometry, depth, to, rounding);
    return {
      stack: { thicknesses: join(there.thicknesses, back.thicknesses), speeds: join(there.speeds, back.speeds), maxSpeed },
      ends: join(there.ends, back.ends),
      turn: there.ends.length,
    };
  });
  // Where both depths are one interface there is nothing between them: its sides are the ways.
  if (speed === 0) return detours;
  const direct: Way = { stack: { ...between, maxSpeed: speed }, ends: between.ends, turn: from === to ? 0 : null };
  return [() => direct, ...detours];
}

interface Pieces {
  readonly thicknesses: Float64Array;
  readonly speeds: Float64Array;
  readonly ends: Float64Array;
}

/** The pieces of layers between two depths, in the order in which they are crossed; whole layers as thick as given. */
function cross({ depths, thicknesses, speeds }: LayeredGeometry, from: number, to: number, rounding: number): Pieces {
  const [top, bottom] = [Math.min(from, to), Math.max(from, to)];
  const next = firstAtLeast(depths, top);
  const first = depths[next] === top ? next : next - 1;
  let end = firstAtLeast(depths, bottom);
  // Layers too thin for the depths to differ belong to what lies before them.
  while (depths[end + 1] === bottom) end++;
  const count = from === to ? 0 : end - first;
  const pieces = { thicknesses: new Float64Array(count), speeds: new Float64Array(count), ends: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const layer = from < to ? first + i : end - 1 - i;
    const start = Math.max(depths[layer]!, top);
    const stop = Math.min(depths[layer + 1]!, bottom);
    const isWhole = start === depths[layer] && stop === depths[layer + 1];
    pieces.thicknesses[i] = isWhole ? thicknesses[layer]! : Math.max(0, stop - start - rounding);
    pieces.speeds[i] = speeds[layer]!;
    pieces.ends[i] = from < to ? stop : start;
  }
  return pieces;
}

/** The speed of the layer that holds a depth in its inside; 0 on an interface. */
function speedInside({ depths, speeds }: LayeredGeometry, depth: number): number {
  const next = firstAtLeast(depths, depth);
  return depths[next] === depth ? 0 : speeds[next - 1]!;
}

/** The layers from one on that are faster than all before them, with the depth of their near side. */
function fasterLayers({ depths, speeds }: LayeredGeometry, start: number, step: 1 | -1, speed: number): { depth: number; maxSpeed: number }[] {
  const found: { depth: number; maxSpeed: number }[] = [];
  let maxSpeed = speed;
  for (let layer = start; layer >= 0 && layer < speeds.length; layer += step) {
    if (speeds[layer]! <= maxSpeed) continue;
    maxSpeed = speeds[layer]!;
    found.push({ depth: depths[step > 0 ? layer : layer + 1]!, maxSpeed });
  }
  return found;
}

/** The last index whose depth is at most `depth`: the layer before it ends there or above. */
function lastAtMost(depths: Float64Array, depth: number): number {
  const next = firstAtLeast(depths, depth);
  return depths[next] === depth ? next : next - 1;
}

function join(a: Float64Array, b: Float64Array): Float64Array {
  const joined = new Float64Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
