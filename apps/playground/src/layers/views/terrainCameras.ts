import { OrthographicCamera, PerspectiveCamera } from 'three';

/** What of the map must be in view, in world units; its middle is the world's origin. */
export interface MapSize {
  readonly width: number;
  readonly depth: number;
}

/** Room around the start and the goal, in world units. */
const MARGIN = 3.2;

/** A camera that looks straight down, north up, at the same scale in both directions, so that angles are true. */
export function createMapCamera(): OrthographicCamera {
  const camera = new OrthographicCamera();
  camera.near = 0.1;
  camera.far = 200;
  camera.up.set(0, 0, -1);
  camera.position.set(0, 100, 0);
  camera.lookAt(0, 0, 0);
  return camera;
}

export function fitMapCamera(camera: OrthographicCamera, { width, depth }: MapSize, aspect: number): void {
  const height = Math.max(depth + 2 * MARGIN, (width + 2 * MARGIN) / aspect);
  camera.top = height / 2;
  camera.bottom = -height / 2;
  camera.right = (height / 2) * aspect;
  camera.left = -camera.right;
  camera.updateProjectionMatrix();
}

/** A camera that looks at the map from the south-east, and can be turned. */
export function createTiltedCamera(): PerspectiveCamera {
  const camera = new PerspectiveCamera(30, 1, 0.5, 200);
  camera.position.set(12, 24, 30);
  return camera;
}

export function fitTiltedCamera(camera: PerspectiveCamera, aspect: number): void {
  camera.aspect = aspect;
  // A narrow picture keeps the whole width in view.
  camera.zoom = Math.min(1, aspect / 1.5);
  camera.updateProjectionMatrix();
}
