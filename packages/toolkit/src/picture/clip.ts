import { clipPolygon, clipPolyline } from 'lineclip';
import type { Mark, Spot } from './mark.js';

/** A part of the page: its left, top, right and bottom edges. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Cuts marks that ask for it off at the edges of `box`, and leaves out what is not finite: renderers fail on either. */
export function clip(marks: readonly Mark[], box: Box): readonly Mark[] {
  return marks.flatMap((mark): readonly Mark[] => {
    if (mark.kind === 'text' || !mark.clipped) return [mark];
    if (mark.kind === 'circle') return isWithin(mark.center, box) ? [mark] : [];
    if (!mark.points.flat().every(Number.isFinite)) return [];
    const points = mark.points.map(([x, y]): [number, number] => [x, y]);
    const pieces = mark.kind === 'polygon' ? [clipPolygon(points, [...box])] : clipPolyline(points, [...box]);
    return pieces.filter((piece) => piece.length > 1).map((piece) => ({ ...mark, points: piece }));
  });
}

const isWithin = ([x, y]: Spot, [left, top, right, bottom]: Box): boolean => x >= left && x <= right && y >= top && y <= bottom;
