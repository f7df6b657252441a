import type { Layer } from '@fermat/paths';
import { BoxGeometry, Color, Group, MeshLambertMaterial, Vector3, type ColorRepresentation } from 'three';
import { colorRamp, type ColorRamp } from './colorRamp.js';
import { badLayerError, emptyRangeError } from './errors.js';
import { FatSegments } from './fatSegments.js';
import { toWorld } from './ground.js';
import { Instances } from './instances.js';

export interface TerrainLayersData {
  /** The layers in the order in which a path crosses them; depth 0 is the first one's near side. */
  readonly layers: readonly Layer[];
  /** How far the layers are drawn along their interfaces, `[from, to]`. */
  readonly extent: readonly [number, number];
}

export interface TerrainLayersOptions {
  /** Colours from the slowest to the fastest terrain. */
  readonly colors?: readonly ColorRepresentation[];
  /** The speeds that take the first and the last colour; by default the layers' own slowest and fastest. */
  readonly speeds?: readonly [number, number];
  /** Thickness of the slabs in world units; their tops are at height 0. Default: 1. */
  readonly slabHeight?: number;
  readonly interfaceColor?: ColorRepresentation;
}

const position = /* @__PURE__ */ new Vector3();
const size = /* @__PURE__ */ new Vector3();
const end = /* @__PURE__ */ new Vector3();
const color = /* @__PURE__ */ new Color();

/**
 * Terrains in parallel layers, seen as a map: slabs coloured by speed whose tops lie in the world's ground plane, with
 * a line along each interface.
 *
 * @example
 * ```ts
 * import { TerrainLayers } from '@fermat/viz-three';
 *
 * const terrains = new TerrainLayers().update({
 *   layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
 *   extent: [0, 20],
 * });
 * terrains.dispose();
 * ```
 */
export class TerrainLayers extends Group {
  readonly #slabs: Instances;
  readonly #interfaces: FatSegments;
  readonly #ramp: ColorRamp;
  readonly #speeds: readonly [number, number] | null;
  readonly #slabHeight: number;

  constructor(options: TerrainLayersOptions = {}) {
    super();
    this.#ramp = colorRamp(options.colors ?? ['#3d405b', '#81b29a', '#f2cc8f']);
    this.#speeds = options.speeds ?? null;
    this.#slabHeight = options.slabHeight ?? 1;
    this.#slabs = new Instances(new BoxGeometry(), new MeshLambertMaterial());
    this.#interfaces = new FatSegments({ color: options.interfaceColor ?? '#ffffff', linewidth: 1.5 });
    this.add(this.#slabs, this.#interfaces);
  }

  /**
   * Shows other layers. Buffers are reused while the layers fit.
   *
   * @throws VizError `bad-layer`, `empty-range`
   */
  update({ layers, extent }: TerrainLayersData): this {
    if (!(Number.isFinite(extent[1] - extent[0]) && extent[0] < extent[1])) throw emptyRangeError('extent', extent);
    layers.forEach(checkLayer);
    const [slowest, fastest] = this.#speeds ?? speedRange(layers);
    const height = this.#slabHeight;
    this.#slabs.resize(layers.length);
    this.#interfaces.begin();
    let depth = 0;
    layers.forEach(({ thickness, speed }, i) => {
      toWorld([(extent[0] + extent[1]) / 2, depth + thickness / 2], -height / 2, position);
      size.set(extent[1] - extent[0], height, thickness);
      this.#slabs.set(i, position, size, this.#ramp((speed - slowest) / (fastest - slowest || 1), color));
      if (i > 0) this.#interfaces.push(toWorld([extent[0], depth], 0, position), toWorld([extent[1], depth], 0, end));
      depth += thickness;
    });
    this.#interfaces.end();
    return this;
  }

  override dispose(): void {
    super.dispose();
    this.#slabs.dispose();
    this.#interfaces.dispose();
  }
}

function checkLayer({ thickness, speed }: Layer, index: number): void {
  if (!(thickness >= 0 && Number.isFinite(thickness))) throw badLayerError(index, 'thickness', thickness);
  if (!(speed >= 0 && Number.isFinite(speed))) throw badLayerError(index, 'speed', speed);
}

function speedRange(layers: readonly Layer[]): [slowest: number, fastest: number] {
  const speeds = layers.map(({ speed }) => speed);
  return [Math.min(...speeds), Math.max(...speeds)];
}
