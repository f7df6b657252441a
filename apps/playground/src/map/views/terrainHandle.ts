import type { Point } from '@fermat/paths';
import { h } from '../../page/dom.js';
import { plain } from '../../page/format.js';
import { createHandle } from '../../page/handle.js';
import { tenths, type Spot, type Terrain } from '../model/state.js';
import type { Plan } from './plan.js';

/** How far an arrow key moves things, in metres. */
export const NUDGE = 0.5;

/** The name of a terrain on the map, by which it is moved. */
export interface TerrainHandle {
  update(terrain: Terrain, at: Point): void;
}

export function createTerrainHandle(plan: Plan, name: string, move: (moved: Spot) => void): TerrainHandle {
  let moved: Spot = [0, 0];
  /** The pointer's place on the terrain, while it holds it. */
  let grip: Spot | null = null;
  const moveTo = (x: number, y: number): void => move([tenths(x), tenths(y)]);
  const handle = createHandle({
    className: 'handle-terrain',
    label: `Terrain ${name}`,
    drag(clientX, clientY) {
      const [x, y] = plan.pointAt(clientX, clientY);
      grip ??= [x - moved[0], y - moved[1]];
      moveTo(x - grip[0], y - grip[1]);
    },
    nudge: (right, up) => moveTo(moved[0] + right * NUDGE, moved[1] + up * NUDGE),
    hold: () => (grip = null),
  });
  const speed = h('span');
  handle.element.append(h('span', { class: 'terrain-name' }, h('b', {}, name), ' ', speed));
  return {
    update(terrain, at) {
      ({ moved } = terrain);
      speed.textContent = terrain.speed > 0 ? `${plain(terrain.speed, 1)} m/s` : 'blocked';
      handle.describe(`${speed.textContent}, moved by ${plain(moved[0], 1)} m to the east and ${plain(moved[1], 1)} m to the north`);
      plan.anchor(handle.element, at);
    },
  };
}
