import { Plane, Raycaster, Scene, Vector2, Vector3, WebGLRenderer, type Camera, type Object3D } from 'three';

/** An element that stays over a point of the scene. */
export interface Anchor {
  readonly element: HTMLElement;
  place(position: Vector3): void;
}

/** A WebGL canvas in its host element, drawn only when something changed, with elements anchored over it. */
export interface Stage {
  readonly host: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly scene: Scene;
  camera: Camera;
  /** Width by height. */
  readonly aspect: number;
  invalidate(): void;
  anchor(element: HTMLElement): Anchor;
  /** Where the screen's point lies on an object, in the world; null beside it. */
  pick(clientX: number, clientY: number, object: Object3D): Vector3 | null;
  /** Where the screen's point lies on the world's ground, at height 0; null above the horizon. */
  pickGround(clientX: number, clientY: number): Vector3 | null;
}

export interface StageOptions {
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
  readonly camera: Camera;
  onResize(stage: Stage): void;
}

/** A stage, or null where the browser gives no WebGL: the host then says so instead. */
export function createStage(host: HTMLElement, { label, camera, onResize }: StageOptions): Stage | null {
  const canvas = document.createElement('canvas');
  // Drawn on demand, a picture must last until the next one.
  const context = canvas.getContext('webgl2', { antialias: true, alpha: true, powerPreference: 'low-power', preserveDrawingBuffer: true });
  if (!context) {
    host.append(missingWebgl());
    return null;
  }
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  host.append(canvas);
  const overlay = document.createElement('div');
  overlay.className = 'overlay';
  host.append(overlay);

  const renderer = new WebGLRenderer({ canvas, context, alpha: true });
  renderer.setClearAlpha(0);
  const raycaster = new Raycaster();
  const anchors: { element: HTMLElement; position: Vector3 }[] = [];
  const projected = new Vector3();
  const ground = new Plane(new Vector3(0, 1, 0), 0);
  let width = host.clientWidth;
  let height = host.clientHeight;
  let scheduled = false;

  const draw = (): void => {
    scheduled = false;
    renderer.render(stage.scene, stage.camera);
    for (const { element, position } of anchors) {
      projected.copy(position).project(stage.camera);
      const x = ((projected.x + 1) / 2) * width;
      const y = ((1 - projected.y) / 2) * height;
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    }
  };

  const aim = (clientX: number, clientY: number): void => {
    const { left, top } = canvas.getBoundingClientRect();
    const point = new Vector2(((clientX - left) / width) * 2 - 1, 1 - ((clientY - top) / height) * 2);
    raycaster.setFromCamera(point, stage.camera);
  };

  const stage: Stage = {
    host,
    canvas,
    scene: new Scene(),
    camera,
    get aspect() {
      // A stage that is not laid out yet has no size.
      return Math.max(width, 1) / Math.max(height, 1);
    },
    invalidate() {
      if (scheduled) return;
      scheduled = true;
      requestAnimationFrame(draw);
    },
    anchor(element) {
      const position = new Vector3();
      anchors.push({ element, position });
      overlay.append(element);
      return { element, place: (place) => void position.copy(place) };
    },
    pick(clientX, clientY, object) {
      aim(clientX, clientY);
      return raycaster.intersectObject(object)[0]?.point ?? null;
    },
    pickGround(clientX, clientY) {
      aim(clientX, clientY);
      return raycaster.ray.intersectPlane(ground, new Vector3());
    },
  };

  new ResizeObserver(() => {
    renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    // Kept, because asking for it while elements are moved makes the browser lay out the page each time.
    width = host.clientWidth;
    height = host.clientHeight;
    renderer.setSize(width, height, false);
    onResize(stage);
    stage.invalidate();
  }).observe(host);
  return stage;
}

function missingWebgl(): HTMLElement {
  const message = document.createElement('p');
  message.className = 'missing';
  message.innerHTML =
    '<strong>No 3D here: this browser offers no WebGL 2.</strong> Switch on hardware acceleration in its settings, ' +
    'or use a current Firefox, Chrome, Edge or Safari. The sliders, the curve, Snell’s law and the graph work without it.';
  return message;
}
