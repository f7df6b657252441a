import { labelPoint } from '@fermat/toolkit';
import { plain } from '../../page/format.js';
import { h } from '../../page/dom.js';
import { createHandle } from '../../page/handle.js';
import { speedScale } from '../../page/speedColors.js';
import type { View } from '../../page/view.js';
import type { Frame } from '../model/frame.js';
import { placed, tenths, withinBounds, type Setup, type Spot } from '../model/state.js';
import type { Actions } from './actions.js';
import { createMapDrawing } from './mapDrawing.js';
import { createPlan } from './plan.js';

/** How far an arrow key moves things, in metres. */
const NUDGE = 0.5;

/** The map with the ways over it; start, goal and terrains are dragged, or moved by arrow keys. */
export function createMapView(host: HTMLElement, setup: Setup, actions: Actions): View<Frame> {
  const plan = createPlan(host, setup.bounds, 'Map of the terrains, coloured by speed, with the way of least time and the other ways.');
  const drawing = createMapDrawing(plan);

  const terrains = setup.terrains.map(({ name }, i) => {
    const speed = h('span');
    let held: { readonly pointer: Spot; readonly moved: Spot } | null = null;
    const handle = createHandle({
      className: 'handle-terrain',
      label: `Terrain ${name}`,
      drag(clientX, clientY) {
        const [x, y] = plan.pointAt(clientX, clientY);
        actions.setTerrain(i, ({ moved }) => {
          held ??= { pointer: [x, y], moved };
          return { moved: [tenths(held.moved[0] + x - held.pointer[0]), tenths(held.moved[1] + y - held.pointer[1])] };
        });
      },
      nudge: (right, up) => actions.setTerrain(i, ({ moved: [dx, dy] }) => ({ moved: [tenths(dx + right * NUDGE), tenths(dy + up * NUDGE)] })),
      hold: () => (held = null),
    });
    handle.element.append(h('span', { class: 'terrain-name' }, h('b', {}, name), ' ', speed));
    return { handle, speed };
  });

  const ends = (['from', 'to'] as const).map((end) => {
    const name = end === 'from' ? 'Start' : 'Goal';
    const toward = (change: (point: Spot) => Spot): void => actions.setUp((present) => ({ [end]: withinBounds(change(present[end]), present.bounds) }));
    const handle = createHandle({
      className: `handle-${end}`,
      label: name,
      drag: (clientX, clientY) => toward(() => plan.pointAt(clientX, clientY)),
      nudge: (right, up) => toward(([x, y]) => [x + right * NUDGE, y + up * NUDGE]),
    });
    handle.element.append(h('b', {}, name));
    return { end, handle };
  });

  return {
    update(frame) {
      const { setup: present } = frame.state;
      drawing.update(frame, speedScale([present.background, ...present.terrains.map(({ speed }) => speed)]));
      const areas = present.terrains.map((terrain) => ({ ...terrain, rings: placed(terrain) }));
      terrains.forEach(({ handle, speed }, i) => {
        const area = areas[i]!;
        speed.textContent = area.speed > 0 ? `${plain(area.speed, 1)} m/s` : 'blocked';
        handle.describe(`${speed.textContent}, moved by ${plain(area.moved[0], 1)} m to the east and ${plain(area.moved[1], 1)} m to the north`);
        plan.anchor(handle.element, labelPoint(area, areas.slice(i + 1)));
      });
      for (const { end, handle } of ends) {
        const [x, y] = present[end];
        handle.describe(`x ${plain(x, 1)} m, y ${plain(y, 1)} m`);
        plan.anchor(handle.element, [x, y]);
      }
    },
  };
}
