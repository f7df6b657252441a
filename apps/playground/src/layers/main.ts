import '@fontsource-variable/inter';
import '@fontsource-variable/newsreader/wght-italic.css';
import '@fontsource-variable/newsreader/wght.css';
import 'uplot/dist/uPlot.min.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/panels.css';
import '../styles/stage.css';

import { createAddress } from '../page/address.js';
import { createDerivation, type Frame } from './model/frame.js';
import { decodeHash, encodeHash } from './model/hash.js';
import { initialSetup } from './model/scenario.js';
import { initialDisplay, type State } from './model/state.js';
import { createStore, type Store } from '../page/store.js';
import { createActions, type Actions } from './views/actions.js';
import { createControlsView } from './views/controlsView.js';
import { createCurveView } from './views/curveView.js';
import { byId } from '../page/dom.js';
import { createFailureView } from '../page/failureView.js';
import { createGraphView } from './views/graphView.js';
import { createLandscapeLegend } from './views/landscapeLegend.js';
import { createLandscapeView } from './views/landscapeView.js';
import { issuesOf } from '../page/issuesOf.js';
import { createMetricsView } from '../page/metricsView.js';
import { createVerdictView } from '../page/verdictView.js';
import { judge } from './model/verdict.js';
import { createMastheadView } from '../page/mastheadView.js';
import { metrics } from './views/metrics.js';
import { createModesView } from './views/modesView.js';
import { createSnellView } from './views/snellView.js';
import { createTerrainView } from './views/terrainView.js';
import { createTransportView } from './views/transportView.js';
import type { View } from '../page/view.js';

const store: Store<State> = createStore(decodeHash(location.hash, initialSetup), render);
const actions: Actions = createActions(store);
const derive = createDerivation();
const address = createAddress();
const reset = (): void => store.change(() => ({ setup: initialSetup, display: initialDisplay }));

const controls = createControlsView(byId('controls'), initialSetup, actions);
const failure = createFailureView(byId('alert'), document.documentElement, controls, 'Back to the three terrains', reset);
const views: readonly View<Frame>[] = [
  createMastheadView<Frame>(({ state, solution: { scenario } }) => ({ hash: encodeHash(state), scenario }), reset),
  createTransportView(actions),
  createMetricsView(byId('metrics'), metrics),
  createVerdictView<Frame>(byId('notice'), ({ solution }) => judge(solution)),
  createModesView(actions),
  createLandscapeLegend(byId('landscape-legend')),
  createLandscapeView(byId('landscape'), actions),
  createTerrainView(byId('terrain'), initialSetup.layers, actions),
  createCurveView(byId('curve'), actions),
  createSnellView(byId('snell')),
  createGraphView(byId('graph'), byId<HTMLDialogElement>('graph-dialog'), byId('graph-large'), byId('graph-enlarge'), byId('graph-close')),
].filter((view) => view !== null);

/** State to frame to views, and to the address: data flows one way. */
function render(state: State): void {
  controls.update(state.setup);
  address.write(encodeHash(state));
  let frame: Frame;
  try {
    frame = derive(state);
  } catch (error) {
    failure.show(issuesOf(error));
    return;
  }
  failure.clear();
  show(frame);
}

function show(frame: Frame): void {
  for (const view of views) view.update(frame);
}

// Behind what an address may have to be told, there are always pictures.
show(derive({ setup: initialSetup, display: initialDisplay }));
render(store.state);

addEventListener('hashchange', ({ newURL }) => store.change(() => decodeHash(new URL(newURL).hash, initialSetup)));
