import type { PerspectiveCamera } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { Stage } from './stage.js';

/** Turns a stage's camera by dragging, by the arrow keys, and nearer by the wheel with ctrl or by pinching. */
export function orbit(stage: Stage, camera: PerspectiveCamera): OrbitControls {
  const { canvas } = stage;
  const controls = new OrbitControls(camera, canvas);
  controls.enablePan = false;
  controls.maxPolarAngle = Math.PI * 0.46;
  controls.minDistance = 8;
  controls.maxDistance = 90;
  controls.addEventListener('change', () => stage.invalidate());
  // A page must scroll under a finger or a wheel that happens to be over the picture.
  canvas.style.touchAction = 'pan-y';
  canvas.addEventListener('wheel', (event) => !event.ctrlKey && event.stopImmediatePropagation(), { capture: true });
  canvas.tabIndex = 0;
  canvas.addEventListener('keydown', (event) => {
    const turn = { ArrowLeft: 0.1, ArrowRight: -0.1 }[event.key];
    const tilt = { ArrowUp: 0.06, ArrowDown: -0.06 }[event.key];
    if (turn === undefined && tilt === undefined) return;
    event.preventDefault();
    if (turn !== undefined) controls.rotateLeft(turn);
    if (tilt !== undefined) controls.rotateUp(tilt);
    controls.update();
  });
  return controls;
}
