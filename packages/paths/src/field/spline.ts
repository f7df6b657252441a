import type { Course } from './curve.js';

/** A curve of cubics with a continuous derivative, as a function of u in [0, 1], each cubic over an equal part of it. */
export interface Spline {
  readonly dimension: number;
  /** For each place where a cubic begins or ends: its coordinates, and their derivatives by the part of a cubic. */
  readonly knots: Float64Array;
}

/** How many cubics a spline is made of. */
export function piecesOf({ dimension, knots }: Spline): number {
  return knots.length / (2 * dimension) - 1;
}

/** The spline of so many cubics that has the places and the velocities of a course where they meet. */
export function splineOf(course: Course, dimension: number, pieces: number): Spline {
  const knots = Array.from({ length: pieces + 1 }, (_, i) => {
    const { position, velocity } = course(i / pieces);
    return [...position, ...velocity.map((value) => value / pieces)];
  });
  return { dimension, knots: Float64Array.from(knots.flat()) };
}

/** What the two places and the two derivatives of a cubic contribute to a place on it. */
export function cubicAt(part: number): [number, number, number, number] {
  const rest = 1 - part;
  return [(1 + 2 * part) * rest ** 2, part * rest ** 2, part ** 2 * (3 - 2 * part), -(part ** 2) * rest];
}

/** The derivatives of what they contribute. */
export function cubicSlopesAt(part: number): [number, number, number, number] {
  return [6 * part * (part - 1), (1 - part) * (1 - 3 * part), 6 * part * (1 - part), part * (3 * part - 2)];
}

/** The course of a spline. */
export function courseOf(spline: Spline): Course {
  const { dimension, knots } = spline;
  const pieces = piecesOf(spline);
  return (u) => {
    const piece = Math.min(Math.floor(u * pieces), pieces - 1);
    const [values, slopes] = [cubicAt(u * pieces - piece), cubicSlopesAt(u * pieces - piece)];
    const sumOf = (shares: readonly number[], axis: number): number => shares.reduce((sum, share, k) => sum + share * knots[(2 * piece + k) * dimension + axis]!, 0);
    const axes = Array.from({ length: dimension }, (_, axis) => axis);
    return { position: axes.map((axis) => sumOf(values, axis)), velocity: axes.map((axis) => pieces * sumOf(slopes, axis)) };
  };
}
