import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  DynamicDrawUsage,
  Group,
  Mesh,
  MeshLambertMaterial,
  Vector3,
  type ColorRepresentation,
} from 'three';
import { colorRamp, type ColorRamp } from './colorRamp.js';
import { contourSegments } from './contourSegments.js';
import { FatSegments } from './fatSegments.js';
import { toWorld } from './ground.js';
import { heightScale, type HeightScale } from './heightScale.js';
import { checkLandscape, finiteExtent, lerp, type Landscape } from './landscape.js';

export interface LandscapeSurfaceOptions {
  /** Height of the highest sample in world units; the lowest is at 0. Default: 8. */
  readonly height?: number;
  /** `linear` (default), or `log`, which stretches the neighbourhood of the lowest value. */
  readonly scale?: 'linear' | 'log';
  /** Colours from the lowest to the highest value. */
  readonly colors?: readonly ColorRepresentation[];
  /** Number of contour lines, evenly spaced in height; 0 for none. Default: 12. */
  readonly contourCount?: number;
  readonly contourColor?: ColorRepresentation;
  /** Opacity of the contour lines. Default: 0.35. */
  readonly contourOpacity?: number;
}

const color = /* @__PURE__ */ new Color();
const from = /* @__PURE__ */ new Vector3();
const to = /* @__PURE__ */ new Vector3();

/**
 * The landscape of an objective over two unknowns, as a surface coloured by height with contour lines. The unknowns
 * run along the world's x and -z, heights along y. The surface is shaded by the scene's lights.
 *
 * @example
 * ```ts
 * import { LandscapeSurface, sampleLandscape } from '@fermat/viz-three';
 * import { Scene } from 'three';
 *
 * const bowl = sampleLandscape((x, y) => x * x + 2 * y * y, { x: [-2, 2], y: [-2, 2], columns: 41, rows: 41 });
 * const surface = new LandscapeSurface({ height: 3 }).update(bowl);
 * new Scene().add(surface);
 * console.log(surface.heightAt(2, 2)); // 3
 * surface.dispose();
 * ```
 */
export class LandscapeSurface extends Group {
  readonly mesh: Mesh<BufferGeometry, MeshLambertMaterial>;
  /** Height of the highest sample in world units, from the next update on. */
  height: number;
  readonly #contours: FatSegments;
  readonly #options: Required<Pick<LandscapeSurfaceOptions, 'scale' | 'contourCount'>>;
  readonly #ramp: ColorRamp;
  #landscape: Landscape | null = null;
  #scale: HeightScale;

  constructor(options: LandscapeSurfaceOptions = {}) {
    super();
    this.height = options.height ?? 8;
    this.#options = { scale: options.scale ?? 'linear', contourCount: options.contourCount ?? 12 };
    this.#ramp = colorRamp(options.colors ?? ['#1d3461', '#2a7f9e', '#8fcfb4', '#f4e9b8']);
    this.#scale = heightScale({ lowest: 0, highest: 0, height: this.height, scale: this.#options.scale });
    this.mesh = new Mesh(
      new BufferGeometry(),
      // Pushed back a little, so that lines drawn on the surface win over it.
      new MeshLambertMaterial({
        vertexColors: true,
        side: DoubleSide,
        polygonOffset: true,
        polygonOffsetFactor: 1,
        polygonOffsetUnits: 2,
      }),
    );
    this.#contours = new FatSegments({
      color: options.contourColor ?? '#0b1526',
      opacity: options.contourOpacity ?? 0.35,
      transparent: true,
      linewidth: 1,
      depthWrite: false,
    });
    this.add(this.mesh, this.#contours);
  }

  /** How values became heights at the last update. */
  get heightScale(): HeightScale {
    return this.#scale;
  }

  /**
   * Shows other samples. Buffers are reused while the number of columns and rows stays.
   *
   * @throws VizError `grid-too-small`, `grid-length`, `empty-range`
   */
  update(landscape: Landscape): this {
    checkLandscape(landscape);
    const { columns, rows } = landscape;
    if (columns !== this.#landscape?.columns || rows !== this.#landscape.rows) this.#allocate(columns, rows);
    this.#landscape = landscape;
    const [lowest, highest] = finiteExtent(landscape.values);
    this.#scale = heightScale({ lowest, highest, height: this.height, scale: this.#options.scale });
    this.#shape(landscape);
    this.#outline(landscape);
    return this;
  }

  /** Height of the drawn surface above the unknowns (x, y), or null outside of the sampled range. */
  heightAt(x: number, y: number): number | null {
    const landscape = this.#landscape;
    if (!landscape) return null;
    const column = ((x - landscape.x[0]) / (landscape.x[1] - landscape.x[0])) * (landscape.columns - 1);
    const row = ((y - landscape.y[0]) / (landscape.y[1] - landscape.y[0])) * (landscape.rows - 1);
    if (!(column >= 0 && column <= landscape.columns - 1 && row >= 0 && row <= landscape.rows - 1)) return null;
    const left = Math.min(Math.floor(column), landscape.columns - 2);
    const below = Math.min(Math.floor(row), landscape.rows - 2);
    const u = column - left;
    const v = row - below;
    const height = (i: number, j: number): number => this.mesh.geometry.attributes.position!.getY(j * landscape.columns + i);
    const southWest = height(left, below);
    const southEast = height(left + 1, below);
    const northWest = height(left, below + 1);
    const northEast = height(left + 1, below + 1);
    // The two triangles of a cell meet along the diagonal from south-east to north-west.
    return u + v <= 1
      ? southWest + (southEast - southWest) * u + (northWest - southWest) * v
      : northEast + (northWest - northEast) * (1 - u) + (southEast - northEast) * (1 - v);
  }

  override dispose(): void {
    super.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.#contours.dispose();
  }

  #allocate(columns: number, rows: number): void {
    const geometry = new BufferGeometry();
    for (const name of ['position', 'normal', 'color']) {
      const attribute = new BufferAttribute(new Float32Array(columns * rows * 3), 3);
      geometry.setAttribute(name, attribute.setUsage(DynamicDrawUsage));
    }
    const index: number[] = [];
    for (let row = 0; row < rows - 1; row++) {
      for (let column = 0; column < columns - 1; column++) {
        const southWest = row * columns + column;
        const northWest = southWest + columns;
        index.push(southWest, southWest + 1, northWest, southWest + 1, northWest + 1, northWest);
      }
    }
    geometry.setIndex(index);
    this.mesh.geometry.dispose();
    this.mesh.geometry = geometry;
  }

  #shape({ x, y, columns, rows, values }: Landscape): void {
    const { geometry } = this.mesh;
    const { position, color: colors } = geometry.attributes as Record<'position' | 'color', BufferAttribute>;
    for (let row = 0, i = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, i++) {
        const fraction = this.#scale.fractionOf(values[i]!);
        const point = [lerp(x, column / (columns - 1)), lerp(y, row / (rows - 1))];
        toWorld(point, fraction * this.height, from).toArray(position.array, i * 3);
        this.#ramp(fraction, color).toArray(colors.array, i * 3);
      }
    }
    position.needsUpdate = true;
    colors.needsUpdate = true;
    geometry.computeVertexNormals();
    geometry.computeBoundingBox();
    geometry.computeBoundingSphere();
  }

  #outline({ x, y, columns, rows, values }: Landscape): void {
    const { contourCount } = this.#options;
    const fractions = Array.from(values, (value) => this.#scale.fractionOf(value));
    const levels = Array.from({ length: contourCount }, (_, i) => (i + 1) / (contourCount + 1));
    const place = (column: number, row: number, level: number, target: Vector3): Vector3 =>
      toWorld([lerp(x, column / (columns - 1)), lerp(y, row / (rows - 1))], level * this.height, target);
    this.#contours.begin();
    contourSegments(fractions, columns, rows, levels, (column0, row0, column1, row1, level) => {
      this.#contours.push(place(column0, row0, level, from), place(column1, row1, level, to));
    });
    this.#contours.end();
  }
}
