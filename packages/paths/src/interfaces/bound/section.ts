import { cornersOf } from '../../geometry/bounds.js';
import type { Bounds } from '../../geometry/bounds.js';
import { norm, subtract } from '../../geometry/vector.js';
import type { Point } from '../../geometry/vector.js';
import type { Range } from '../../numeric/functionRange.js';
import type { CurvedLayers } from '../curvedLayers.js';
import type { Ends } from '../phasePaths.js';
import { pointAt } from '../surface.js';
import { Reach } from './reach.js';

/**
 * The layers as they are seen from the side of the line between two points: a plane of places along the line and of depths, each
 * of which stands for all that lie across the line. It shows what paths of some length may come to.
 */
export interface Section {
  readonly bounds: Bounds;
  placeOf(point: Point): Point;
  /** The depth of a surface over a place of the line. */
  depthAt(surface: number, along: number): number;
  /** How much deeper a surface is, wherever across the line, than a chord. */
  chordError(surface: number, chord: Chord): Range;
  /** Chords over less than this part of the width are not cut any more. */
  readonly narrowest: number;
}

/** A straight line of depths over a stretch of the line. */
export interface Chord {
  readonly stretch: Range;
  /** Over its two ends. */
  readonly depths: Range;
}

/** The section for paths that take no more than a time. */
export function sectionOf(layers: CurvedLayers, ends: Ends, time: number): Section {
  const reach = new Reach(ends, time * layers.speeds.reduce((a, b) => Math.max(a, b)));
  return layers.dimension === 2 ? planeSection(layers, reach) : spaceSection(layers, ends, reach);
}

/** The error of a chord from what a surface's depths are over parts of it. */
function errorOf({ stretch: [start, end], depths: [first, last] }: Chord, depthsOver: (part: Range) => Range, parts: number): Range {
  let [least, most] = [Infinity, -Infinity];
  for (let k = 0; k < parts; k++) {
    const [before, after] = [k / parts, (k + 1) / parts];
    const chord = [first + before * (last - first), first + after * (last - first)];
    const [shallow, deep] = depthsOver([start + before * (end - start), start + after * (end - start)]);
    least = Math.min(least, shallow - Math.max(...chord));
    most = Math.max(most, deep - Math.min(...chord));
  }
  return [least, most];
}

/** Into how many parts a chord is cut where it is not known how the surface bends. */
const partsAlong = 16;

function planeSection({ surfaces, bounds }: CurvedLayers, reach: Reach): Section {
  const [xmin, zmin, xmax, zmax] = bounds as readonly [number, number, number, number];
  const [left, right] = reach.along([1, 0]);
  const [top, bottom] = reach.along([0, 1]);
  return {
    bounds: [Math.max(xmin, left), Math.max(zmin, top), Math.min(xmax, right), Math.min(zmax, bottom)],
    placeOf: (point) => point,
    depthAt: (surface, x) => pointAt(surfaces[surface]!, [x])[1]!,
    chordError(surface, chord) {
      const bend = surfaces[surface]!.bendOver(chord.stretch);
      if (!bend.every(Number.isFinite)) return errorOf(chord, (part) => surfaces[surface]!.depthsOver([part]), partsAlong);
      const factor = (chord.stretch[1] - chord.stretch[0]) ** 2 / 8;
      return [-factor * Math.max(bend[1], 0), -factor * Math.min(bend[0], 0)];
    },
    narrowest: 1e-3,
  };
}

/** Into how many parts what lies across the line is cut. */
const partsAcross = 16;

function spaceSection({ surfaces, bounds }: CurvedLayers, { from, to }: Ends, reach: Reach): Section {
  const { low, high } = cornersOf(bounds, 3);
  const level = subtract(to, from).slice(0, 2);
  const length = norm(level);
  const [cos, sin] = length > 0 ? [level[0]! / length, level[1]! / length] : [1, 0];
  const middle = (-sin * (from[0]! + to[0]!) + cos * (from[1]! + to[1]!)) / 2;
  const [start, end] = reach.along([cos, sin, 0]);
  const [top, bottom] = reach.along([0, 0, 1]);
  /** The x and y of a rectangle along and across the line, as far as they are within the bounds; null outside. */
  const boxOf = ([first, last]: Range, [near, far]: Range): [Range, Range] | null => {
    const xs = [cos * first - sin * near, cos * first - sin * far, cos * last - sin * near, cos * last - sin * far];
    const ys = [sin * first + cos * near, sin * first + cos * far, sin * last + cos * near, sin * last + cos * far];
    const box = [xs, ys].map((values, axis): Range => [Math.max(low[axis]!, Math.min(...values)), Math.min(high[axis]!, Math.max(...values))]);
    return box.every(([least, most]) => least <= most) ? (box as [Range, Range]) : null;
  };
  const sides = Array.from({ length: partsAcross + 1 }, (_, k) => middle + reach.across * ((2 * k) / partsAcross - 1));
  const depthsOver = (surface: number, stretch: Range): Range => {
    const boxes = sides.slice(1).map((far, k) => boxOf(stretch, [sides[k]!, far])).filter((box) => box !== null);
    // Where there is nothing, any depth will do.
    if (boxes.length === 0) return [low[2]!, low[2]!];
    const found = boxes.map((box) => surfaces[surface]!.depthsOver(box));
    return [Math.max(low[2]!, Math.min(...found.map(([least]) => least))), Math.min(high[2]!, Math.max(...found.map(([, most]) => most)))];
  };
  return {
    bounds: [start, Math.max(low[2]!, top), end, Math.min(high[2]!, bottom)],
    placeOf: ([x, y, z]) => [cos * x! + sin * y!, z!],
    depthAt(surface, along) {
      const [least, most] = depthsOver(surface, [along, along]);
      return (least + most) / 2;
    },
    chordError: (surface, chord) => errorOf(chord, (part) => depthsOver(surface, part), 1),
    narrowest: 1 / 64,
  };
}
