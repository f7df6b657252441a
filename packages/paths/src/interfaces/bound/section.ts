import type { Bounds } from '../../geometry/bounds.js';
import { Reach } from '../../geometry/reach.js';
import { SideView } from '../../geometry/sideView.js';
import type { Point } from '../../geometry/vector.js';
import type { Range } from '../../numeric/functionRange.js';
import type { CurvedLayers } from '../curvedLayers.js';
import type { Ends } from '../phasePaths.js';
import { pointAt } from '../surface.js';

/** The layers as a plane shows them: the plane of their paths itself, or in space what is seen from the side of the line between two points. */
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
  const length = time * layers.speeds.reduce((a, b) => Math.max(a, b));
  return layers.dimension === 2 ? planeSection(layers, new Reach(ends, length)) : spaceSection(layers, ends, length);
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

function spaceSection({ surfaces, bounds }: CurvedLayers, ends: Ends, length: number): Section {
  const view = new SideView(bounds, ends, length, partsAcross);
  const [zmin, zmax] = [bounds[2]!, bounds[5]!];
  const depthsOver = (surface: number, stretch: Range): Range => {
    const found = view.boxesOver(stretch).map((box) => surfaces[surface]!.depthsOver(box));
    // Where there is nothing, any depth will do.
    if (found.length === 0) return [zmin, zmin];
    return [Math.max(zmin, Math.min(...found.map(([least]) => least))), Math.min(zmax, Math.max(...found.map(([, most]) => most)))];
  };
  return {
    bounds: view.bounds,
    placeOf: (point) => view.placeOf(point),
    depthAt(surface, along) {
      const [least, most] = depthsOver(surface, [along, along]);
      return (least + most) / 2;
    },
    chordError: (surface, chord) => errorOf(chord, (part) => depthsOver(surface, part), 1),
    narrowest: 1 / 64,
  };
}
