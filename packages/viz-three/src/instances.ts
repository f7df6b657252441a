import {
  Color,
  DynamicDrawUsage,
  Group,
  InstancedMesh,
  Matrix4,
  Quaternion,
  type BufferGeometry,
  type Material,
  type Vector3,
} from 'three';

const unrotated = /* @__PURE__ */ new Quaternion();
const matrix = /* @__PURE__ */ new Matrix4();
const white = /* @__PURE__ */ new Color(1, 1, 1);

/**
 * Copies of one shape, each with its place, size and colour, whose number may change from frame to frame: buffers are
 * kept as long as the copies fit, and replaced by larger ones when they do not.
 */
export class Instances extends Group {
  #mesh: InstancedMesh;

  constructor(geometry: BufferGeometry, material: Material) {
    super();
    this.#mesh = this.#allocate(geometry, material, 16);
  }

  /** Copies drawn at present. */
  get instanceCount(): number {
    return this.#mesh.count;
  }

  /** Sets how many copies there are; each must then be placed with `set`. */
  resize(count: number): void {
    const old = this.#mesh;
    const capacity = old.instanceMatrix.count;
    if (count > capacity) {
      this.remove(old);
      old.dispose();
      this.#mesh = this.#allocate(old.geometry, old.material as Material, Math.max(count, capacity * 2));
    }
    this.#mesh.count = count;
  }

  set(index: number, position: Vector3, size: Vector3, color: Color): void {
    this.#mesh.setMatrixAt(index, matrix.compose(position, unrotated, size));
    this.#mesh.setColorAt(index, color);
    this.#mesh.instanceMatrix.needsUpdate = true;
    this.#mesh.instanceColor!.needsUpdate = true;
  }

  matrixAt(index: number, target: Matrix4): Matrix4 {
    this.#mesh.getMatrixAt(index, target);
    return target;
  }

  colorAt(index: number, target: Color): Color {
    this.#mesh.getColorAt(index, target);
    return target;
  }

  override dispose(): void {
    super.dispose();
    this.#mesh.dispose();
    this.#mesh.geometry.dispose();
    (this.#mesh.material as Material).dispose();
  }

  #allocate(geometry: BufferGeometry, material: Material, capacity: number): InstancedMesh {
    const mesh = new InstancedMesh(geometry, material, capacity);
    mesh.setColorAt(0, white);
    mesh.instanceMatrix.setUsage(DynamicDrawUsage);
    mesh.instanceColor?.setUsage(DynamicDrawUsage);
    mesh.frustumCulled = false;
    mesh.count = 0;
    this.add(mesh);
    return mesh;
  }
}
