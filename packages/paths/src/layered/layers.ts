import { invalidThickness, noLayers, noThickness } from '../errors.js';
import { checkSpeed } from '../medium/localCost.js';

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
  const kept: NamedLayer[] = [];
  layers.forEach(({ thickness, speed, name }, index) => {
    const where = name === undefined ? `layers[${index}]` : `layers[${index}] (${JSON.stringify(name)})`;
    if (!Number.isFinite(thickness) || thickness < 0) throw invalidThickness(`${where}.thickness`, thickness);
    checkSpeed(`${where}.speed`, speed);
    if (thickness > 0) kept.push({ thickness, speed, name: name ?? `layer ${index + 1}` });
  });
  if (kept.length === 0) throw noThickness();
  return kept;
}
