import { labelPoint } from '@fermat/toolkit';
import { plain } from '../../page/format.js';
import { h } from '../../page/dom.js';
import { createHandle } from '../../page/handle.js';
import { speedScale } from '../../page/speedColors.js';
import type { View } from '../../page/view.js';
import type { Frame } from '../model/frame.js';
import { bent, placed, withinBounds, type Setup, type Spot } from '../model/state.js';
import type { Actions } from './actions.js';
import { createMapDrawing } from './mapDrawing.js';
import { createPlan } from './plan.js';
import { createTerrainHandle, nudged } from './terrainHandle.js';

/** The map with the ways over it; start, goal, terrains and their corners are dragged, or moved by arrow keys. */
export function createMapView(host: HTMLElement, setup: Setup, actions: Actions): View<Frame> {
  const plan = createPlan(host, setup.bounds, 'Map of the terrains, coloured by speed, with the way of least time and the other ways.');
  const drawing = createMapDrawing(plan);

  const terrains = setup.terrains.map((terrain, i) =>
    createTerrainHandle(plan, terrain, {
      move: (change) => actions.setTerrain(i, ({ moved }) => ({ moved: change(moved) })),
      bend: (ring, corner, change) => actions.setTerrain(i, (present) => ({ rings: bent(present, ring, corner, (at) => withinBounds(change(at), setup.bounds)) })),
    }),
  );

  const ends = (['from', 'to'] as const).map((end) => {
    const name = end === 'from' ? 'Start' : 'Goal';
    const toward = (change: (point: Spot) => Spot): void => actions.setUp((present) => ({ [end]: withinBounds(change(present[end]), present.bounds) }));
    const handle = createHandle({
      className: `handle-${end}`,
      label: name,
      drag: (clientX, clientY) => toward(() => plan.pointAt(clientX, clientY)),
      nudge: (right, up) => toward(nudged(right, up)),
    });
    handle.element.append(h('b', {}, name));
    plan.overlay.append(handle.element);
    return { end, handle };
  });

  return {
    update(frame) {
      const { setup: present } = frame.state;
      drawing.update(frame, speedScale([present.background, ...present.terrains.map(({ speed }) => speed)]));
      const areas = present.terrains.map((terrain) => ({ ...terrain, rings: placed(terrain) }));
      terrains.forEach((terrain, i) => terrain.update(present.terrains[i]!, labelPoint(areas[i]!, areas.slice(i + 1))));
      for (const { end, handle } of ends) {
        const [x, y] = present[end];
        handle.describe(`x ${plain(x, 1)} m, y ${plain(y, 1)} m`);
        plan.place(handle.element, [x, y]);
      }
    },
  };
}
