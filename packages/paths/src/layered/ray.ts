import { CompensatedSum } from '../numeric/compensatedSum.js';

/** The layers that a ray has to cross, as numbers. */
export interface Stack {
  readonly thicknesses: Float64Array;
  readonly speeds: Float64Array;
  /** The largest speed that a path may use: of these layers, or of one beside them. */
  readonly maxSpeed: number;
}

/**
 * The direction of a ray where the speed is the largest: sine and cosine of its angle from the normal, times the same
 * factor, so that neither overflows nor loses digits, whether the ray runs across the layers or along them.
 */
export interface Ray {
  readonly along: number;
  readonly across: number;
}

/** The ray of a tangent q >= 0, `Infinity` included; the larger of its two parts is 1. */
export function rayOf(tangent: number): Ray {
  return { along: Math.min(1, tangent), across: Math.min(1, 1 / tangent) };
}

/** 1 - (speed / maxSpeed)^2, without cancellation. */
export function speedDeficit(speed: number, maxSpeed: number): number {
  return ((maxSpeed - speed) / maxSpeed) * (1 + speed / maxSpeed);
}

/** What Snell's law makes of the ray in a layer of another speed: the part across it, at the same scale. */
export function acrossIn(ray: Ray, deficit: number): number {
  return deficit === 0 ? ray.across : Math.sqrt(ray.across * ray.across + deficit * ray.along * ray.along);
}

/** How far the ray runs along the layers while it crosses each of them; `distance` is what these spans add up to. */
export function raySpans(stack: Stack, tangent: number, distance: number): Float64Array {
  const { thicknesses, speeds, maxSpeed } = stack;
  const ray = rayOf(tangent);
  const spans = new Float64Array(speeds.length);
  for (let i = 0; i < spans.length; i++) {
    const speed = speeds[i]!;
    const slope = speed === maxSpeed ? tangent : ((speed / maxSpeed) * ray.along) / acrossIn(ray, speedDeficit(speed, maxSpeed));
    spans[i] = thicknesses[i]! * slope;
  }
  return tangent === Infinity ? shareRest(stack, spans, distance) : spans;
}

/** Along a ray too flat for its tangent to be a number, the fastest layers share what the others leave of the distance. */
function shareRest({ thicknesses, speeds, maxSpeed }: Stack, spans: Float64Array, distance: number): Float64Array {
  const taken = new CompensatedSum();
  const fastest = new CompensatedSum();
  spans.forEach((span, i) => (speeds[i] === maxSpeed ? fastest.add(thicknesses[i]!) : taken.add(span)));
  const rest = distance - taken.value;
  return spans.map((span, i) => (speeds[i] === maxSpeed ? rest * (thicknesses[i]! / fastest.value) : span));
}

/** The ray's angle from the normal in each layer, in radians. */
export function rayAngles({ speeds, maxSpeed }: Stack, tangent: number): Float64Array {
  const ray = rayOf(tangent);
  const angles = new Float64Array(speeds.length);
  for (let i = 0; i < angles.length; i++) {
    const speed = speeds[i]!;
    angles[i] = Math.atan2((speed / maxSpeed) * ray.along, acrossIn(ray, speedDeficit(speed, maxSpeed)));
  }
  return angles;
}

/** p = sin(angle) / speed, the same in every layer. */
export function rayParameter({ maxSpeed }: Stack, tangent: number): number {
  const { along, across } = rayOf(tangent);
  return along / Math.hypot(along, across) / maxSpeed;
}
