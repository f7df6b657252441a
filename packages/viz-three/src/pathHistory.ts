import { Color, Group, Vector3, type ColorRepresentation } from 'three';
import { colorRamp, type ColorRamp } from './colorRamp.js';
import { FatSegments } from './fatSegments.js';
import { toWorld } from './ground.js';
import { iterationFraction } from './iterationFraction.js';

export interface PathHistoryData {
  /** The path of each iteration, the start's first. */
  readonly paths: readonly (readonly ArrayLike<number>[])[];
  /** How many paths the colours are spread over; `paths.length` by default. */
  readonly total?: number;
}

export interface PathHistoryOptions {
  /** Colours from the first to the last iteration. */
  readonly colors?: readonly ColorRepresentation[];
  /** Width in pixels. Default: 2. */
  readonly linewidth?: number;
  /** Height of the first path above the ground in world units. Default: 0.05. */
  readonly elevation?: number;
  /** How much higher the last path lies, so that later paths cover earlier ones. Default: 0.05. */
  readonly rise?: number;
  readonly opacity?: number;
}

const from = /* @__PURE__ */ new Vector3();
const to = /* @__PURE__ */ new Vector3();
const color = /* @__PURE__ */ new Color();

/**
 * The paths of a descent, iteration by iteration, each in the colour of its iteration.
 *
 * @example
 * ```ts
 * import { PathHistory } from '@fermat/viz-three';
 *
 * const history = new PathHistory().update({
 *   paths: [[[0, 0], [2, 10], [20, 20]], [[0, 0], [8, 10], [20, 20]], [[0, 0], [11, 10], [20, 20]]],
 * });
 * history.dispose();
 * ```
 */
export class PathHistory extends Group {
  readonly #lines: FatSegments;
  readonly #ramp: ColorRamp;
  readonly #elevation: number;
  readonly #rise: number;

  constructor({ colors, linewidth = 2, elevation = 0.05, rise = 0.05, opacity = 1 }: PathHistoryOptions = {}) {
    super();
    this.#lines = new FatSegments({ vertexColors: true, linewidth, opacity, transparent: opacity < 1 });
    this.#ramp = colorRamp(colors ?? ['#ffd166', '#ef476f']);
    this.#elevation = elevation;
    this.#rise = rise;
    this.add(this.#lines);
  }

  /** Shows other paths. Buffers are reused while the segments fit. */
  update({ paths, total = paths.length }: PathHistoryData): this {
    this.#lines.begin();
    paths.forEach((path, index) => {
      const fraction = iterationFraction(index, total);
      const elevation = this.#elevation + this.#rise * fraction;
      this.#ramp(fraction, color);
      for (let i = 1; i < path.length; i++) {
        this.#lines.push(toWorld(path[i - 1]!, elevation, from), toWorld(path[i]!, elevation, to), color);
      }
    });
    this.#lines.end();
    return this;
  }

  override dispose(): void {
    super.dispose();
    this.#lines.dispose();
  }
}
