import type { Point } from '@fermat/paths';
import { h } from '../../page/dom.js';
import { plain } from '../../page/format.js';
import { createHandle } from '../../page/handle.js';
import { placed, tenths, type Spot, type Terrain } from '../model/state.js';
import type { Plan } from './plan.js';

/** How far an arrow key moves things, in metres. */
const NUDGE = 0.5;

/** What arrow keys do to a place. */
export function nudged(right: number, up: number): (at: Spot) => Spot {
  return ([x, y]) => [tenths(x + right * NUDGE), tenths(y + up * NUDGE)];
}

/** The name of a terrain on the map, by which it is moved, and while it is held its corners. */
export interface TerrainHandle {
  update(terrain: Terrain, at: Point): void;
}

export interface TerrainMoves {
  move(change: (moved: Spot) => Spot): void;
  /** Puts one of its corners somewhere else on the map. */
  bend(ring: number, corner: number, change: (at: Spot) => Spot): void;
}

export function createTerrainHandle(plan: Plan, { name, rings }: Terrain, moves: TerrainMoves): TerrainHandle {
  const title = createTitle(plan, name, moves.move);
  const corners = rings.flatMap((ring, r) =>
    ring.map((_, k) => createCorner(plan, `Corner ${k + 1} of ${r === 0 ? name : `hole ${r} of ${name}`}`, (change) => moves.bend(r, k, change))),
  );
  plan.overlay.append(h('div', { class: 'terrain-handles' }, title.element, ...corners.map(({ element }) => element)));
  return {
    update(terrain, at) {
      title.update(terrain, at);
      placed(terrain)
        .flat()
        .forEach((point, i) => corners[i]!.update(point as Spot));
    },
  };
}

function createTitle(plan: Plan, name: string, move: TerrainMoves['move']): TerrainHandle & { readonly element: HTMLElement } {
  let moved: Spot = [0, 0];
  /** The pointer's place on the terrain, while it holds it. */
  let grip: Spot | null = null;
  const handle = createHandle({
    className: 'handle-terrain',
    label: `Terrain ${name}`,
    drag(clientX, clientY) {
      const [x, y] = plan.pointAt(clientX, clientY);
      grip ??= [x - moved[0], y - moved[1]];
      const [gripX, gripY] = grip;
      move(() => [tenths(x - gripX), tenths(y - gripY)]);
    },
    nudge: (right, up) => move(nudged(right, up)),
    hold: () => (grip = null),
  });
  const speed = h('span');
  handle.element.append(h('span', { class: 'terrain-name' }, h('b', {}, name), ' ', speed));
  return {
    element: handle.element,
    update(terrain, at) {
      ({ moved } = terrain);
      speed.textContent = terrain.speed > 0 ? `${plain(terrain.speed, 1)} m/s` : 'blocked';
      handle.describe(`${speed.textContent}, moved by ${plain(moved[0], 1)} m to the east and ${plain(moved[1], 1)} m to the north`);
      plan.place(handle.element, at);
    },
  };
}

function createCorner(plan: Plan, label: string, bend: (change: (at: Spot) => Spot) => void): { readonly element: HTMLElement; update(at: Spot): void } {
  const handle = createHandle({
    className: 'handle-corner',
    label,
    drag: (clientX, clientY) => bend(() => plan.pointAt(clientX, clientY)),
    nudge: (right, up) => bend(nudged(right, up)),
  });
  return {
    element: handle.element,
    update(at) {
      handle.describe(`x ${plain(at[0], 1)} m, y ${plain(at[1], 1)} m`);
      plan.place(handle.element, at);
    },
  };
}
