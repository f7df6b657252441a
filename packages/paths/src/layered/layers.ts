import { invalidSpeed, invalidThickness, noLayers, noThickness } from '../errors.js';
import { isSpeed } from '../medium/localCost.js';

/** One layer of a stack: a slab between two parallel planes, of one speed. */
export interface Layer {
  /** How far it reaches across the layers; a layer of thickness 0 is skipped. */
  readonly thickness: number;
  readonly speed: number;
  readonly name?: string;
}

/** A layer that takes part: of positive thickness, and named. */
export type NamedLayer = Required<Layer>;

/** The layers of positive thickness, each with a name; throws a `PathsError` on one that makes no sense. */
export function checkLayers(layers: readonly Layer[]): readonly NamedLayer[] {
  if (!Array.isArray(layers) || layers.length === 0) throw noLayers(layers);
  layers.forEach(checkLayer);
  const named = layers.map(({ thickness, speed, name }, index): NamedLayer => ({ thickness, speed, name: name ?? `layer ${index + 1}` }));
  const kept = named.filter(({ thickness }) => thickness > 0);
  if (kept.length === 0) throw noThickness();
  return kept;
}

function checkLayer(given: Layer | null | undefined, index: number): void {
  const { thickness, speed, name } = given ?? ({} as Partial<Layer>);
  const where = (key: string): string => `layers[${index}]${name === undefined ? '' : ` (${JSON.stringify(name)})`}.${key}`;
  if (!Number.isFinite(thickness) || thickness! < 0) throw invalidThickness(where('thickness'), thickness);
  if (!isSpeed(speed!)) throw invalidSpeed(where('speed'), speed);
}
