import { Color, Group, IcosahedronGeometry, MeshBasicMaterial, Vector3, type ColorRepresentation } from 'three';
import { colorRamp, type ColorRamp } from './colorRamp.js';
import { FatSegments } from './fatSegments.js';
import { toWorld } from './ground.js';
import { Instances } from './instances.js';
import { iterationFraction } from './iterationFraction.js';

/** What a trail lies on: a `LandscapeSurface`, or anything with a height over two unknowns (null where it has none). */
export interface TrailGround {
  heightAt(x: number, y: number): number | null;
}

export interface DescentTrailData {
  /** The iterates in order, the start first: the two unknowns of each. Those off the ground are not drawn. */
  readonly iterates: readonly ArrayLike<number>[];
  /** Where the optimum is, if it is known. */
  readonly optimum?: ArrayLike<number> | null;
  /** How many iterates the colours are spread over; `iterates.length` by default. */
  readonly total?: number;
}

export interface DescentTrailOptions {
  /** Colours from the first to the last iterate. */
  readonly colors?: readonly ColorRepresentation[];
  readonly optimumColor?: ColorRepresentation;
  /** Width of the line in pixels. Default: 3. */
  readonly linewidth?: number;
  /** Radius of an iterate's sphere in world units; the last one and the optimum are larger. Default: 0.22. */
  readonly pointRadius?: number;
}

/** A step is cut into pieces as long as a sphere is wide, so that the line follows the ground, but not into more than these. */
const MOST_PIECES = 64;

const position = /* @__PURE__ */ new Vector3();
const previous = /* @__PURE__ */ new Vector3();
const size = /* @__PURE__ */ new Vector3();
const color = /* @__PURE__ */ new Color();

/**
 * The trail of a descent on the landscape of its objective: a line that follows the ground, a sphere for each iterate,
 * coloured by iteration, and a marker at the optimum.
 *
 * @example
 * ```ts
 * import { DescentTrail, LandscapeSurface, sampleLandscape } from '@fermat/viz-three';
 *
 * const bowl = sampleLandscape((x, y) => x * x + y * y, { x: [-2, 2], y: [-2, 2], columns: 41, rows: 41 });
 * const surface = new LandscapeSurface().update(bowl);
 * const trail = new DescentTrail().update({ iterates: [[2, 1], [1, 0.5], [0.5, 0.25]], optimum: [0, 0] }, surface);
 * surface.add(trail);
 * trail.dispose();
 * surface.dispose();
 * ```
 */
export class DescentTrail extends Group {
  /** Radius of an iterate's sphere in world units, from the next update on. */
  pointRadius: number;
  readonly #line: FatSegments;
  readonly #points: Instances;
  readonly #optimum: Instances;
  readonly #ramp: ColorRamp;
  readonly #optimumColor: Color;

  constructor(options: DescentTrailOptions = {}) {
    super();
    this.#ramp = colorRamp(options.colors ?? ['#ffd166', '#ef476f']);
    this.pointRadius = options.pointRadius ?? 0.22;
    this.#optimumColor = new Color(options.optimumColor ?? '#ffffff');
    this.#line = new FatSegments({ vertexColors: true, linewidth: options.linewidth ?? 3 });
    this.#points = new Instances(new IcosahedronGeometry(1, 1), new MeshBasicMaterial());
    // Drawn over the surface, so that a valley's wall never hides where the descent should go.
    this.#optimum = new Instances(
      new IcosahedronGeometry(1, 2),
      new MeshBasicMaterial({ depthTest: false, transparent: true, opacity: 0.9 }),
    );
    this.#optimum.renderOrder = 1;
    this.add(this.#line, this.#points, this.#optimum);
  }

  /** Shows another trail. Buffers are reused while the iterates fit. */
  update({ iterates, optimum = null, total = iterates.length }: DescentTrailData, ground: TrailGround): this {
    const visible = iterates
      .map((iterate, index) => ({ iterate, index, height: ground.heightAt(iterate[0]!, iterate[1]!) }))
      .filter((point): point is typeof point & { height: number } => point.height !== null);
    this.#points.resize(visible.length);
    visible.forEach(({ iterate, index, height }, i) => {
      const radius = this.pointRadius * (index === iterates.length - 1 ? 1.8 : 1);
      toWorld([iterate[0]!, iterate[1]!], height, position);
      this.#points.set(i, position, size.setScalar(radius), this.#ramp(iterationFraction(index, total), color));
    });
    this.#line.begin();
    for (let i = 1; i < iterates.length; i++) {
      this.#ramp(iterationFraction(i, total), color);
      this.#drape(iterates[i - 1]!, iterates[i]!, ground);
    }
    this.#line.end();
    const floor = optimum && ground.heightAt(optimum[0]!, optimum[1]!);
    this.#optimum.resize(floor === null ? 0 : 1);
    if (optimum && floor !== null) {
      toWorld([optimum[0]!, optimum[1]!], floor, position);
      this.#optimum.set(0, position, size.setScalar(this.pointRadius * 1.4), this.#optimumColor);
    }
    return this;
  }

  override dispose(): void {
    super.dispose();
    this.#line.dispose();
    this.#points.dispose();
    this.#optimum.dispose();
  }

  #drape(from: ArrayLike<number>, to: ArrayLike<number>, ground: TrailGround): void {
    const length = Math.hypot(to[0]! - from[0]!, to[1]! - from[1]!);
    const pieces = Math.min(Math.max(Math.ceil(length / (2 * this.pointRadius)), 1), MOST_PIECES);
    let previousHeight: number | null = null;
    for (let piece = 0; piece <= pieces; piece++) {
      const t = piece / pieces;
      const x = from[0]! + (to[0]! - from[0]!) * t;
      const y = from[1]! + (to[1]! - from[1]!) * t;
      const height = ground.heightAt(x, y);
      if (height !== null) toWorld([x, y], height, position);
      if (height !== null && previousHeight !== null) this.#line.push(previous, position, color);
      previous.copy(position);
      previousHeight = height;
    }
  }
}
