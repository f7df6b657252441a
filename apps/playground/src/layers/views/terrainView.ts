import type { Frame } from '../model/frame.js';
import type { Strip } from '../model/state.js';
import { orbit } from '../stage/orbit.js';
import { createStage } from '../stage/stage.js';
import type { Actions } from './actions.js';
import { createMapCamera, createTiltedCamera, fitMapCamera, fitTiltedCamera, type MapSize } from './terrainCameras.js';
import { createTerrainHandles } from './terrainHandles.js';
import { createTerrainScene, SLAB_MARGIN } from './terrainScene.js';
import type { View } from '../../page/view.js';

/** Distance of the strips' names and the borders' handles from the edges of the picture, in world units. */
const INSET = 1.8;

/** The terrains with the paths by iteration, as a map or in perspective; null without WebGL. */
export function createTerrainView(host: HTMLElement, strips: readonly Strip[], actions: Actions): View<Frame> | null {
  const map = createMapCamera();
  const tilted = createTiltedCamera();
  let size: MapSize = { width: 1, depth: 1 };
  let held = false;
  let frame: Frame | null = null;

  const stage = createStage(host, {
    label: 'The three terrains with the path of each iteration and the path of least time.',
    camera: map,
    onResize: () => draw(),
  });
  if (!stage) return null;
  const controls = orbit(stage, tilted);
  const scene = createTerrainScene(stage.scene, strips.length - 1);
  const handles = createTerrainHandles(stage, scene.world, strips, actions, (now) => {
    held = now;
    if (!held) draw();
  });

  function draw(): void {
    if (!frame || !stage) return;
    const seenFromAbove = frame.state.display.terrain === 'map';
    // While something is dragged the scale stays, so that it does not run away from the pointer.
    if (!held) size = scene.scale(frame);
    fitMapCamera(map, size, stage.aspect);
    fitTiltedCamera(tilted, stage.aspect);
    stage.camera = seenFromAbove ? map : tilted;
    controls.enabled = !seenFromAbove;
    const halfWidth = seenFromAbove ? map.right : null;
    scene.update(frame, halfWidth);
    const reach = (seenFromAbove ? map.right : size.width / 2 + SLAB_MARGIN) - INSET;
    const toMap = (x: number): number => (x - scene.world.position.x) / scene.world.scale.x;
    handles.update(frame, [toMap(-reach), toMap(reach)]);
    stage.invalidate();
  }

  return {
    update(next) {
      frame = next;
      draw();
    },
  };
}
