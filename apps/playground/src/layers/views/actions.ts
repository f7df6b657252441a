import type { Store } from '../../page/store.js';
import type { Display, Setup, State } from '../model/state.js';

/** What views may do to the state. */
export interface Actions {
  setUp(change: (setup: Setup) => Partial<Setup>): void;
  show(change: (display: Display) => Partial<Display>): void;
  /** Sets the speed or the thickness of one strip. */
  setLayer(index: number, change: { readonly speed?: number; readonly thickness?: number }): void;
}

export function createActions(store: Store<State>): Actions {
  const actions: Actions = {
    setUp: (change) => store.change((state) => ({ ...state, setup: { ...state.setup, ...change(state.setup) } })),
    show: (change) => store.change((state) => ({ ...state, display: { ...state.display, ...change(state.display) } })),
    setLayer: (index, change) =>
      actions.setUp(({ layers }) => ({ layers: layers.map((layer, i) => (i === index ? { ...layer, ...change } : layer)) })),
  };
  return actions;
}
