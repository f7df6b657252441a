import type { Store } from '../../page/store.js';
import type { Setup, State, Terrain } from '../model/state.js';

/** What views may do to the state. */
export interface Actions {
  setUp(change: (setup: Setup) => Partial<Setup>): void;
  setTerrain(index: number, change: (terrain: Terrain) => Partial<Terrain>): void;
  /** Looks at another way. */
  show(way: number): void;
}

export function createActions(store: Store<State>): Actions {
  const actions: Actions = {
    setUp: (change) => store.change((state) => ({ ...state, setup: { ...state.setup, ...change(state.setup) } })),
    setTerrain: (index, change) =>
      actions.setUp(({ terrains }) => ({ terrains: terrains.map((terrain, i) => (i === index ? { ...terrain, ...change(terrain) } : terrain)) })),
    show: (shown) => store.change((state) => ({ ...state, shown })),
  };
  return actions;
}
