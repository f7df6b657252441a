import type { Arrangement, Point } from '@fermat/paths';
import { Color, Group, Vector3, type ColorRepresentation } from 'three';
import { colorRamp, type ColorRamp } from './colorRamp.js';
import { FatSegments } from './fatSegments.js';
import { toWorld } from './ground.js';
import { finiteExtent } from './landscape.js';
import { ShadedTriangles } from './shadedTriangles.js';

export interface TerrainRegionsOptions {
  /** Colours from the slowest to the fastest terrain. */
  readonly colors?: readonly ColorRepresentation[];
  /** The speeds that take the first and the last colour; by default the slowest and the fastest of what passes. */
  readonly speeds?: readonly [number, number];
  /** Thickness of the map in world units; its top is at height 0. Default: 1. */
  readonly slabHeight?: number;
  /** How far what nothing passes rises above the rest, in world units. Default: 1. */
  readonly obstacleHeight?: number;
  readonly obstacleColor?: ColorRepresentation;
  /** Colour of the lines between terrains of different speed. */
  readonly interfaceColor?: ColorRepresentation;
}

const a = /* @__PURE__ */ new Vector3();
const b = /* @__PURE__ */ new Vector3();
const c = /* @__PURE__ */ new Vector3();

/**
 * A map of polygons: a slab whose faces are coloured by speed, from which rises what nothing passes, with a line along
 * each border between different speeds. It draws the map as it is solved, `arrangement` of the medium.
 *
 * @example
 * ```ts
 * import { leastTimePath, regions } from '@fermat/paths';
 * import { PathLine, TerrainRegions } from '@fermat/viz-three';
 *
 * const park = regions({
 *   regions: [
 *     { name: 'road', polygon: [[0, -3], [8, -3], [8, -2], [0, -2]], speed: 10 },
 *     { name: 'pond', polygon: [[3, -1], [5, -1], [5, 2], [3, 2]], speed: 0 },
 *   ],
 *   background: 1,
 *   bounds: [0, -5, 8, 5],
 * });
 * const terrains = new TerrainRegions().update(park.arrangement);
 * const way = new PathLine().update(leastTimePath(park, { from: [1, 0], to: [7, 0] }).path);
 * terrains.dispose();
 * way.dispose();
 * ```
 */
export class TerrainRegions extends Group {
  readonly #ground: ShadedTriangles;
  readonly #interfaces: FatSegments;
  readonly #ramp: ColorRamp;
  readonly #options: Required<Pick<TerrainRegionsOptions, 'slabHeight' | 'obstacleHeight' | 'obstacleColor'>> & Pick<TerrainRegionsOptions, 'speeds'>;

  constructor({ colors = ['#3d405b', '#81b29a', '#f2cc8f'], interfaceColor = '#ffffff', ...options }: TerrainRegionsOptions = {}) {
    super();
    this.#ramp = colorRamp(colors);
    this.#options = { slabHeight: 1, obstacleHeight: 1, obstacleColor: '#26262b', ...options };
    this.#ground = new ShadedTriangles();
    this.#interfaces = new FatSegments({ color: interfaceColor, linewidth: 1.5 });
    this.add(this.#ground, this.#interfaces);
  }

  /** Shows another map. Buffers are reused while its triangles and borders fit. */
  update({ vertices, edges, faces, triangles }: Arrangement): this {
    const { slabHeight, obstacleHeight } = this.#options;
    const colors = this.#colorsOf(faces);
    const heights = faces.map(({ speed }) => (speed > 0 ? 0 : obstacleHeight));
    this.#ground.begin();
    for (const { corners: [i, j, k], face } of triangles) {
      const height = heights[face]!;
      this.#ground.push(toWorld(vertices[i]!, height, a), toWorld(vertices[j]!, height, b), toWorld(vertices[k]!, height, c), colors[face]!);
    }
    this.#interfaces.begin();
    for (const edge of edges) {
      const [from, to] = [vertices[edge.a]!, vertices[edge.b]!];
      const [left, right] = [edge.left, edge.right].map((face) => heights[face] ?? -slabHeight) as [number, number];
      // A wall stands on the higher side, and is seen from the lower one.
      if (left > right) this.#wall(from, to, right, left, colors[edge.left]!);
      if (right > left) this.#wall(to, from, left, right, colors[edge.right]!);
      if (edge.left >= 0 && edge.right >= 0) this.#interfaces.push(toWorld(from, Math.max(left, right), a), toWorld(to, Math.max(left, right), b));
    }
    this.#ground.end();
    this.#interfaces.end();
    return this;
  }

  override dispose(): void {
    super.dispose();
    this.#ground.dispose();
    this.#interfaces.dispose();
  }

  #colorsOf(faces: Arrangement['faces']): Color[] {
    const [slowest, fastest] = this.#options.speeds ?? finiteExtent(faces.flatMap(({ speed }) => (speed > 0 ? [speed] : [])));
    return faces.map(({ speed }) => {
      const color = new Color(this.#options.obstacleColor);
      return speed > 0 ? this.#ramp((speed - slowest) / (fastest - slowest || 1), color) : color;
    });
  }

  /** An upright rectangle that is seen from the right of the way from one point to the other. */
  #wall(from: Point, to: Point, bottom: number, top: number, color: Color): void {
    toWorld(from, bottom, a);
    this.#ground.push(a, toWorld(to, bottom, b), toWorld(to, top, c), color);
    this.#ground.push(a, c, toWorld(from, top, b), color);
  }
}
