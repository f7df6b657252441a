import { DescentTrail, LandscapeSurface, toWorld } from '@fermat/viz-three';
import { DirectionalLight, Group, HemisphereLight, PerspectiveCamera, Vector3 } from 'three';
import { plain } from '../../page/format.js';
import { unknownRange } from '../model/state.js';
import { iterationColors, timeColors } from '../palette.js';
import { createHandle } from '../../page/handle.js';
import { orbit } from '../stage/orbit.js';
import { createStage, type Anchor } from '../stage/stage.js';
import type { Actions } from './actions.js';
import { h } from '../../page/dom.js';
import type { Frame } from '../model/frame.js';
import type { View } from '../../page/view.js';

/** The landscape is drawn so wide and so high, in world units, whatever the offset. */
const WIDTH = 20;
const HEIGHT = 7.5;

/** Radius of an iterate's sphere, in world units. */
const POINT = 0.2;

const NUDGE = 0.1;

/** The travel time over both unknowns as a surface, the descent's trail on it, and the start to drag; null without WebGL. */
export function createLandscapeView(host: HTMLElement, actions: Actions): View<Frame> | null {
  const camera = new PerspectiveCamera(30, 1, 0.5, 200);
  camera.position.set(15, 24, 30);
  const stage = createStage(host, {
    label: 'Surface of the travel time over the two unknowns, with the trail of the descent. Arrow keys turn it.',
    camera,
    onResize: ({ aspect }) => {
      camera.aspect = aspect;
      // A narrow picture keeps the whole width in view.
      camera.zoom = Math.min(1.05, aspect / 1.4);
      camera.updateProjectionMatrix();
    },
  });
  if (!stage) return null;

  const controls = orbit(stage, camera);
  controls.target.set(0, HEIGHT * 0.35, 0);
  controls.update();

  const surface = new LandscapeSurface({ scale: 'log', colors: timeColors, contourCount: 16, contourColor: '#0a1230', contourOpacity: 0.28 });
  const trail = new DescentTrail({ colors: iterationColors, linewidth: 3 });
  const world = new Group().add(surface, trail);
  const sun = new DirectionalLight('#fff6e0', 1.7);
  sun.position.set(-12, 22, 6);
  stage.scene.add(world, new HemisphereLight('#ffffff', '#8f98b5', 1.9), sun);

  const handle = createHandle({
    className: 'handle-start',
    label: 'Start of the descent',
    drag(clientX, clientY) {
      const point = stage.pick(clientX, clientY, surface.mesh);
      if (!point) return;
      const { x, z } = world.worldToLocal(point);
      actions.setUp(() => ({ start: [toCentimetres(x), toCentimetres(-z)] }));
    },
    nudge: (right, up) =>
      actions.setUp(({ start: [x1, x2] }) => ({ start: [toCentimetres(x1 + right * NUDGE), toCentimetres(x2 + up * NUDGE)] })),
  });
  const start = stage.anchor(handle.element);
  const optimum = stage.anchor(h('span', { class: 'tag tag-above' }, 'least time'));
  const axes = ['x₁', 'x₂'].map((symbol) => stage.anchor(h('i', { class: 'axis-name' }, symbol)));
  const ticks = [0, 1].map(() => [0, 1].map(() => stage.anchor(h('span', { class: 'axis' }))));

  const point = new Vector3();
  const place = (anchor: Anchor, x: number, y: number, height: number | null): void => {
    anchor.element.hidden = height === null;
    if (height !== null) anchor.place(world.localToWorld(toWorld([x, y], height, point)));
  };

  let drawn: unknown = null;
  return {
    update({ solution, shown, lastIteration, optimum: { x } }) {
      const { setup, landscape, result } = solution;
      const [smallest, largest] = unknownRange(setup.offset);
      const middle = (smallest + largest) / 2;
      if (drawn !== landscape) {
        drawn = landscape;
        const size = WIDTH / (largest - smallest);
        world.scale.setScalar(size);
        world.position.set(-middle * size, 0, middle * size);
        world.updateMatrixWorld();
        surface.height = HEIGHT / size;
        trail.pointRadius = POINT / size;
        surface.update(landscape);
      }
      const iterates = result.iterations.slice(0, shown + 1).map((iteration) => iteration.x);
      trail.update({ iterates, optimum: x, total: lastIteration + 1 }, surface);

      const [x1, x2] = setup.start;
      place(start, x1, x2, surface.heightAt(x1, x2));
      place(optimum, x[0]!, x[1]!, surface.heightAt(x[0]!, x[1]!));
      // Along the two edges of the landscape that face the reader at first.
      const margin = (largest - smallest) * 0.05;
      const [nearX, nearY] = [largest + margin, smallest - margin];
      const edge = (along: number): readonly (readonly [number, number])[] => [[along, nearY], [nearX, along]];
      axes.forEach((axis, i) => place(axis, ...edge(setup.offset / 2)[i]!, surface.heightScale.height * 0.2));
      ticks.forEach((pair, end) =>
        pair.forEach((tick, i) => {
          tick.element.textContent = end === 0 ? '0' : `${plain(setup.offset, 0)} m`;
          place(tick, ...edge(end * setup.offset)[i]!, surface.heightScale.height * 0.2);
        }),
      );
      handle.describe(`x1 ${plain(x1, 2)} m, x2 ${plain(x2, 2)} m`);
      stage.invalidate();
    },
  };
}

function toCentimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}
