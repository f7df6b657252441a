import type { Actions } from './actions.js';
import { byId } from '../../page/dom.js';
import { createSegmented } from '../../page/segmented.js';
import type { Display } from '../model/state.js';
import type { Frame } from '../model/frame.js';
import type { View } from '../../page/view.js';

/** The switches in the heads of the panels. */
export function createModesView(actions: Actions): View<Frame> {
  const terrain = createSegmented<Display['terrain']>(byId('terrain-mode'), (value) => actions.show(() => ({ terrain: value })));
  const curve = createSegmented<Display['curve']>(byId('curve-mode'), (value) => actions.show(() => ({ curve: value })));
  const check = createSegmented<Display['check']>(byId('check-mode'), (value) => actions.show(() => ({ check: value })));
  return {
    update({ state: { display } }) {
      terrain.show(display.terrain);
      curve.show(display.curve);
      check.show(display.check);
    },
  };
}
