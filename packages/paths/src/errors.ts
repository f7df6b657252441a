import type { Point, Vector } from './geometry/vector.js';

/** What was wrong, in a form a program can act on. */
export type PathsErrorCode =
  | 'NO_LAYERS'
  | 'NO_THICKNESS'
  | 'INVALID_SPEED'
  | 'INVALID_THICKNESS'
  | 'INVALID_OFFSET'
  | 'UNREPRESENTABLE_TIME'
  | 'WRONG_UNKNOWNS'
  | 'INVALID_UNKNOWN'
  | 'INVALID_RAY_PARAMETER'
  | 'INVALID_TOLERANCE'
  | 'PATH_TOO_SHORT'
  | 'INVALID_POINT'
  | 'NO_ENDS'
  | 'INVALID_DIRECTION'
  | 'OUTSIDE_MEDIUM'
  | 'INVALID_BOUNDS'
  | 'INVALID_NODES'
  | 'INVALID_LENGTH'
  | 'INVALID_RASTER'
  | 'INVALID_ORDER'
  | 'NO_SOURCES'
  | 'INVALID_COST'
  | 'INVALID_HEIGHT'
  | 'INVALID_LAYERS'
  | 'INVALID_SURFACES'
  | 'INVALID_VISITS'
  | 'INVALID_ISOCHRONE_TIME'
  | 'INVALID_WIDTH'
  | 'INVALID_RESOLUTION'
  | 'NO_TERMS'
  | 'INVALID_INTERPOLATION'
  | 'INVALID_MAX_SLOPE'
  | 'INVALID_TURN_RADIUS'
  | 'INVALID_HEADING'
  | 'NO_SLOPES'
  | 'NOT_PLANAR'
  | 'INVALID_DIFFERENCE'
  | 'INVALID_ALTERNATIVES'
  | 'INVALID_BUDGET'
  | 'ABORTED'
  | 'NO_TRAVEL_TIMES'
  | 'INVALID_TRAVEL_TIME'
  | 'INVALID_FILE'
  | 'MISSING_PEER'
  | 'INVALID_POLYGON'
  | 'UNRESOLVED_GEOMETRY'
  | 'UNKNOWN_NUMBERS'
  | 'INVALID_OPTIONS'
  | 'UNKNOWN_OPTION'
  | 'INVALID_MEDIUM'
  | 'INVALID_FUNCTION';

/** Every error this package throws. The message says what was wrong with which value, why, and what to do. */
export class PathsError extends Error {
  override readonly name = 'PathsError';
  readonly code: PathsErrorCode;

  constructor(code: PathsErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function noLayers(value: unknown): PathsError {
  return new PathsError('NO_LAYERS', `layers is ${show(value)}, but a layered medium needs at least one: pass layers: [{ thickness, speed }].`);
}

export function noThickness(): PathsError {
  return new PathsError(
    'NO_THICKNESS',
    'every layer has thickness 0, so there is nothing to cross: give at least one layer a positive thickness.',
  );
}

export function invalidSpeed(where: string, value: unknown): PathsError {
  return new PathsError(
    'INVALID_SPEED',
    `${where} is ${show(value)}, but the time to cross is length / speed: pass a positive number, neither infinite nor so small that 1 / speed is.`,
  );
}

export function invalidThickness(where: string, value: unknown): PathsError {
  return new PathsError(
    'INVALID_THICKNESS',
    `${where} is ${show(value)}, but a thickness is a length: pass a finite number of at least 0 (a layer of thickness 0 is skipped).`,
  );
}

export function invalidOffset(value: unknown): PathsError {
  return new PathsError(
    'INVALID_OFFSET',
    `offset is ${show(value)}, but it is how far the end lies from the start along the layers: pass a finite number, or [dx, dy] in 3D.`,
  );
}

export function unrepresentableTime(value: number): PathsError {
  return new PathsError(
    'UNREPRESENTABLE_TIME',
    `the time to cross the layers is about ${value}, outside what a double can hold precisely: choose other units for the lengths or the speeds.`,
  );
}

export function wrongUnknowns(given: string, wanted: string): PathsError {
  return new PathsError('WRONG_UNKNOWNS', `the unknowns are ${given}, but this medium has ${wanted}.`);
}

export function unknownUnknowns(kind: unknown): PathsError {
  return new PathsError('WRONG_UNKNOWNS', `unknowns is ${show(kind)}, but a path is given by its 'spans' or its 'crossings': pass one of these.`);
}

export function invalidUnknown(index: number, value: unknown): PathsError {
  return new PathsError('INVALID_UNKNOWN', `unknown ${index} is ${show(value)}, but a place on an interface is finite: pass finite numbers.`);
}

export function invalidRayParameter(value: unknown): PathsError {
  return new PathsError('INVALID_RAY_PARAMETER', `the ray parameter is ${show(value)}, but it is sin(angle) / speed: pass a finite number.`);
}

export function rayParameterTooLarge(value: number, limit: number): PathsError {
  return new PathsError(
    'INVALID_RAY_PARAMETER',
    `the ray parameter is ${value}, but no ray exceeds 1 / (the largest speed) = ${limit}: pass one between -${limit} and ${limit}.`,
  );
}

export function invalidTolerance(value: unknown): PathsError {
  return new PathsError('INVALID_TOLERANCE', `tolerance is ${show(value)}, but it bounds a relative residual: pass a finite number of at least 0.`);
}

export function pathTooShort(length: number): PathsError {
  return new PathsError('PATH_TOO_SHORT', `the path has ${length} point${length === 1 ? '' : 's'}: pass at least its two ends.`);
}

export function invalidPath(value: unknown): PathsError {
  return new PathsError('PATH_TOO_SHORT', `the path is ${show(value)}, but it is a list of points: pass at least its two ends.`);
}

export function invalidPoint(where: string, point: unknown, dimension: number): PathsError {
  return new PathsError('INVALID_POINT', `${where} is ${show(point)}, but the medium is ${dimension}D: pass ${dimension} finite coordinates.`);
}

export function noEnds(): PathsError {
  return new PathsError('NO_ENDS', 'this medium has no ends of its own: say where the path starts and ends, with { from, to }.');
}

export function invalidDirection(where: string, vector: unknown, wanted: string): PathsError {
  return new PathsError('INVALID_DIRECTION', `${where} is ${show(vector)}: pass a vector that ${wanted}.`);
}

export function outsideMedium(where: string, depth: number, thickness: number): PathsError {
  return new PathsError(
    'OUTSIDE_MEDIUM',
    `${where} lies at depth ${depth}, outside the layers, which fill the depths from 0 to ${thickness}: keep the path inside, or add a layer.`,
  );
}

export function invalidBounds(value: unknown): PathsError {
  return new PathsError(
    'INVALID_BOUNDS',
    `bounds is ${show(value)}, but it is the box that the medium fills: pass [xmin, ymin, xmax, ymax], or [xmin, ymin, zmin, xmax, ymax, zmax] in 3D, each minimum below its maximum.`,
  );
}

export function outsideBounds(where: string, point: unknown, bounds: unknown): PathsError {
  return new PathsError('OUTSIDE_MEDIUM', `${where} is ${show(point)}, outside the medium, whose bounds are ${show(bounds)}: keep it inside, or widen the bounds.`);
}

export function noSpeedAtEnd(where: string, point: unknown, speed: number): PathsError {
  return new PathsError(
    'INVALID_SPEED',
    `${where} is ${show(point)}, where the speed is ${speed}, but a path begins and ends where something moves: move it to a place of positive speed.`,
  );
}

export function invalidRaster(name: string, fault: string): PathsError {
  return new PathsError('INVALID_RASTER', `${name} is no raster of this medium: ${fault}. Pass rows of equal length, at least 2 rows of 2 values.`);
}

export function invalidGridSpeed(where: string, value: unknown): PathsError {
  return new PathsError('INVALID_SPEED', `${where} is ${show(value)}, but the time to cross is length / speed: pass a positive, finite number, or 0 where nothing passes.`);
}

export function noSources(): PathsError {
  return new PathsError('NO_SOURCES', 'there is nowhere to start from: pass at least one point as a source, or a front that changes its sign where something passes.');
}

export function invalidOrder(value: unknown): PathsError {
  return new PathsError('INVALID_ORDER', `order is ${show(value)}, but differences are of the first or the second: pass 1 or 2.`);
}

export function invalidLength(value: unknown): PathsError {
  return new PathsError('INVALID_LENGTH', `length is ${show(value)}, but it is how far a ray goes at most: pass a positive, finite number.`);
}

export function invalidNodes(value: unknown): PathsError {
  return new PathsError('INVALID_NODES', `nodes is ${show(value)}, but it is how often the speed is read along a leg: pass a whole number from 1 to 64.`);
}

export function unusableEnd(where: string, point: unknown): PathsError {
  return new PathsError('OUTSIDE_MEDIUM', `${where} is ${show(point)}, where nothing passes, or nothing is known: move it to a place that can be left.`);
}

export function invalidHeight(where: string, value: unknown): PathsError {
  return new PathsError('INVALID_HEIGHT', `${where} is ${show(value)}, but no ground is that high: pass a finite number, or NaN where nothing is known.`);
}

export function invalidInterpolation(value: unknown): PathsError {
  return new PathsError('INVALID_INTERPOLATION', `interpolation is ${show(value)}, but values between the points of a grid are 'bilinear' or 'bicubic': pass one of these.`);
}

export function invalidResolution(value: unknown): PathsError {
  return new PathsError('INVALID_RESOLUTION', `resolution is ${show(value)}, but it is the number of steps along the longer side: pass a whole number from 1 to 2048.`);
}

export function noTerms(): PathsError {
  return new PathsError('NO_TERMS', 'there is nothing to add up, so that all paths cost the same: pass at least one term, a medium or a function.');
}

export function invalidWidth(value: unknown): PathsError {
  return new PathsError('INVALID_WIDTH', `width is ${show(value)}, but it is how wide boundaries are: pass a positive, finite length.`);
}

export function invalidBackground(value: unknown): PathsError {
  return new PathsError('INVALID_SPEED', `the speed in place of 0 is ${show(value)}, but a soft map has some speed everywhere: pass a positive obstacleSpeed.`);
}

export function invalidIsochroneTime(where: string, value: unknown): PathsError {
  return new PathsError('INVALID_ISOCHRONE_TIME', `${where} is ${show(value)}, but nothing is reached then: pass a finite time of at least 0.`);
}

export function invalidLayerCount(layers: unknown, surfaces: unknown): PathsError {
  const count = (list: unknown): string => (Array.isArray(list) ? `${list.length}` : 'no list of');
  return new PathsError('INVALID_LAYERS', `there are ${count(layers)} layers and ${count(surfaces)} surfaces, but a surface lies between each two layers: pass one surface fewer than layers.`);
}

export function invalidSurfaces(index: number, place: Point, depth: number, before: number | undefined): PathsError {
  const fault = Number.isFinite(depth) ? `above surface ${index - 1}, at ${before}` : 'no depth';
  return new PathsError('INVALID_SURFACES', `surface ${index} is at ${depth} at the place ${show(place)}: ${fault}. Order surfaces by their depth, or narrow the bounds to where they are.`);
}

export function invalidVisits(visits: unknown): PathsError {
  return new PathsError('INVALID_VISITS', `a path cannot visit the surfaces ${show(visits)} between these ends: pass indices of surfaces, each beside the layer that the path has come to.`);
}

export function invalidMaxSlope(value: unknown): PathsError {
  return new PathsError('INVALID_MAX_SLOPE', `maxSlope is ${show(value)}, but it is the steepest slope along a path: pass a positive number, 0.3 for 3 m in 10 m.`);
}

export function invalidTurnRadius(value: unknown): PathsError {
  return new PathsError('INVALID_TURN_RADIUS', `turnRadius is ${show(value)}, but it is the radius of the sharpest turn: pass a positive, finite length, in the unit of the map.`);
}

export function invalidHeading(where: string, value: unknown): PathsError {
  return new PathsError('INVALID_HEADING', `${where} is ${show(value)}, but it is an angle: pass radians, counter-clockwise from the x axis.`);
}

export function noSlopes(): PathsError {
  return new PathsError('NO_SLOPES', 'agent.maxSlope limits the slope along the path, and this medium has no slopes: use a heightGrid, or leave maxSlope out.');
}

export function notPlanar(dimension: number): PathsError {
  return new PathsError('NOT_PLANAR', `agent.turnRadius is for vehicles in the plane, and this medium has ${dimension} dimensions: use a medium of 2, or leave turnRadius out.`);
}

export function invalidDifference(value: unknown): PathsError {
  return new PathsError('INVALID_DIFFERENCE', `minDifference is ${show(value)}, but it is a part of a path's length: pass a number from 0 to 1.`);
}

export function invalidAlternatives(value: unknown): PathsError {
  return new PathsError('INVALID_ALTERNATIVES', `alternatives is ${show(value)}, but it is how many other paths are wanted: pass a number from 0 on.`);
}

export function invalidBudget(where: string, value: unknown): PathsError {
  return new PathsError('INVALID_BUDGET', `${where} is ${show(value)}, but it is a time that ends: pass a finite number of milliseconds, 0 for the bound that is there at once, or leave it out.`);
}

export function aborted(): PathsError {
  return new PathsError('ABORTED', 'the search was stopped by its signal.');
}

export function invalidCost(fault: string, wanted: string): PathsError {
  return new PathsError('INVALID_COST', `${fault}, which no least-time path can be found with: pass ${wanted}.`);
}

export function invalidTerm(name: string, cost: unknown, position: Vector, displacement: Vector): PathsError {
  const step = `the displacement (${Array.from(displacement).join(', ')}) at (${Array.from(position).join(', ')})`;
  return invalidCost(`the term ${JSON.stringify(name)} is ${String(cost)} for ${step}`, 'functions of a position and a displacement, two arrays, that are never negative; Infinity where nothing passes');
}

export function noTravelTimes(): PathsError {
  return new PathsError('NO_TRAVEL_TIMES', 'there are no observations, so that any speeds fit: pass at least one travel time for each speed.');
}

export function invalidTravelTime(where: string, value: unknown, wanted: string): PathsError {
  return new PathsError('INVALID_TRAVEL_TIME', `${where} is ${show(value)}, which speeds cannot be fitted to: pass ${wanted}.`);
}

export function invalidRegions(value: unknown): PathsError {
  return new PathsError('INVALID_POLYGON', `regions is ${show(value)}, but it is the list of polygons of the map: pass regions: [{ polygon, speed }].`);
}

export function invalidPolygon(where: string, fault: string): PathsError {
  return new PathsError('INVALID_POLYGON', `${where} is no polygon: ${fault}. Pass a ring [[x, y], ...] that encloses something and does not cross itself, or a list of rings, the outer one first.`);
}

export function unresolvedGeometry(rounds: number): PathsError {
  return new PathsError(
    'UNRESOLVED_GEOMETRY',
    `the sides of the polygons still met anew after they had been split ${rounds} times: so many nearly parallel sides lie within 1e-12 of the map's extent; simplify the polygons.`,
  );
}

export function unknownNumbers(cause: Error): PathsError {
  const message = `${cause.message} A path is searched for on numbers, and so within grad, jvp, vjp and hessian, but not within jit, vmap and loops: leave these out, or call them inside.`;
  return Object.assign(new PathsError('UNKNOWN_NUMBERS', message), { cause });
}

export function invalidOptions(owner: string, value: unknown): PathsError {
  return new PathsError('INVALID_OPTIONS', `${owner} takes its options as one object, but they are ${show(value)}: pass them by their names, in { }.`);
}

export function unknownOption(owner: string, option: string, known: readonly string[]): PathsError {
  return new PathsError('UNKNOWN_OPTION', `${owner} has no option ${show(option)}: it has ${known.join(', ')}.`);
}

export function invalidMedium(owner: string, medium: unknown, needed: string): PathsError {
  const fault = typeof medium === 'object' && medium !== null && !Array.isArray(medium) ? `this one has no ${needed}` : `this is ${show(medium)}`;
  return new PathsError('INVALID_MEDIUM', `${owner} needs a medium with ${needed}, but ${fault}: pass what regions, layered or another maker of media that have it returns.`);
}

export function invalidFunction(where: string, value: unknown, wanted: string): PathsError {
  return new PathsError('INVALID_FUNCTION', `${where} is ${show(value)}, and cannot be called: pass a function that gives ${wanted}.`);
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return `[${Array.from(value as ArrayLike<unknown>, show).join(', ')}]`;
  return String(value);
}
