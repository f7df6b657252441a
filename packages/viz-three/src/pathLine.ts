import { Group, Vector3, type ColorRepresentation } from 'three';
import { shortPathError } from './errors.js';
import { FatSegments } from './fatSegments.js';
import { toWorld } from './ground.js';

export interface PathLineOptions {
  readonly color?: ColorRepresentation;
  /** Width in pixels. Default: 4. */
  readonly linewidth?: number;
  /** Height above the ground in world units, so that the ground does not cover the line. Default: 0.1. */
  readonly elevation?: number;
  readonly opacity?: number;
}

const from = /* @__PURE__ */ new Vector3();
const to = /* @__PURE__ */ new Vector3();

/**
 * A path over the ground, as a fat line.
 *
 * @example
 * ```ts
 * import { PathLine } from '@fermat/viz-three';
 *
 * const line = new PathLine({ color: 'tomato' }).update([[0, 0], [11.17, 10], [14.54, 20], [20, 30]]);
 * line.dispose();
 * ```
 */
export class PathLine extends Group {
  readonly #line: FatSegments;
  readonly #elevation: number;

  constructor({ color = '#e63946', linewidth = 4, elevation = 0.1, opacity = 1 }: PathLineOptions = {}) {
    super();
    this.#line = new FatSegments({ color, linewidth, opacity, transparent: opacity < 1 });
    this.#elevation = elevation;
    this.add(this.#line);
  }

  /**
   * Shows another path. Buffers are reused while its segments fit.
   *
   * @param path its points, both ends included: `[x, y]` or `[x, y, height]`
   * @throws VizError `short-path`
   */
  update(path: readonly ArrayLike<number>[]): this {
    if (path.length < 2) throw shortPathError(path.length);
    this.#line.begin();
    for (let i = 1; i < path.length; i++) {
      this.#line.push(toWorld(path[i - 1]!, this.#elevation, from), toWorld(path[i]!, this.#elevation, to));
    }
    this.#line.end();
    return this;
  }

  override dispose(): void {
    super.dispose();
    this.#line.dispose();
  }
}
