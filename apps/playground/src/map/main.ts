import '@fontsource-variable/inter';
import '@fontsource-variable/newsreader/wght-italic.css';
import '@fontsource-variable/newsreader/wght.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/panels.css';
import '../styles/stage.css';
import '../styles/map.css';

import { createAddress } from '../page/address.js';
import { byId } from '../page/dom.js';
import { createFailureView } from '../page/failureView.js';
import { createMastheadView } from '../page/mastheadView.js';
import { createMetricsView } from '../page/metricsView.js';
import { createStore, type Store } from '../page/store.js';
import { createVerdictView } from '../page/verdictView.js';
import type { View } from '../page/view.js';
import type { ScenarioResult } from '@fermat/toolkit';
import { toFrame, type Frame } from './model/frame.js';
import { decodeHash, encodeHash } from './model/hash.js';
import { initialSetup, toScenarioInput } from './model/scenario.js';
import { createSolver } from './model/solver.js';
import type { Setup, State } from './model/state.js';
import { judge } from './model/verdict.js';
import { createActions } from './views/actions.js';
import { createControlsView } from './views/controlsView.js';
import { createLegsView } from './views/legsView.js';
import { createMapView } from './views/mapView.js';
import { metrics } from './views/metrics.js';
import { createSnellView } from './views/snellView.js';
import { createWaysView } from './views/waysView.js';

const store: Store<State> = createStore(decodeHash(location.hash, initialSetup), render);
const actions = createActions(store);
const address = createAddress();
const reset = (): void => store.change(() => ({ setup: initialSetup, shown: 0 }));

const controls = createControlsView(byId('controls'), initialSetup, actions);
const failure = createFailureView(byId('alert'), document.documentElement, controls, 'Back to the bay', reset);
const views: readonly View<Frame>[] = [
  createMastheadView<Frame>(({ state }) => ({ hash: encodeHash(state, initialSetup), scenario: toScenarioInput(state.setup) }), reset),
  createMetricsView(byId('metrics'), metrics),
  createVerdictView<Frame>(byId('notice'), ({ result }) => result && judge(result)),
  createMapView(byId('map'), initialSetup, actions),
  createWaysView(byId('ways'), actions),
  createLegsView(byId('legs')),
  createSnellView(byId('snell')),
];

let solving: Setup | null = null;
let solved: { readonly setup: Setup; readonly result: ScenarioResult } | null = null;

const solver = createSolver((setup, answer) => {
  if ('result' in answer) {
    solved = { setup, result: answer.result };
    if (setup === store.state.setup) failure.clear();
  } else {
    failure.show(answer.issues);
    // Behind what an address may have to be told, there are always pictures.
    if (!solved) solver.solve(initialSetup);
  }
  show();
});

/** State to frame to views, and to the address: data flows one way. The search is a detour, beside the page. */
function render(state: State): void {
  controls.update(state.setup);
  address.write(encodeHash(state, initialSetup));
  if (solving !== state.setup) {
    solving = state.setup;
    solver.solve(state.setup);
  }
  show();
}

function show(): void {
  const { state } = store;
  const frame = toFrame(state, solved?.result ?? null, solved?.setup !== state.setup);
  for (const view of views) view.update(frame);
}

render(store.state);

addEventListener('hashchange', ({ newURL }) => store.change(() => decodeHash(new URL(newURL).hash, initialSetup)));
