import { BufferAttribute, BufferGeometry, DynamicDrawUsage, Mesh, MeshLambertMaterial, Vector3, type Color } from 'three';

const FLOATS_PER_TRIANGLE = 9;
const attributes = ['position', 'normal', 'color'] as const;

const along = /* @__PURE__ */ new Vector3();
const normal = /* @__PURE__ */ new Vector3();

/**
 * Flat triangles, each of one colour, whose number may change from frame to frame: they are pushed between `begin` and
 * `end`, into buffers that are kept as long as they fit, and doubled when they do not.
 */
export class ShadedTriangles extends Mesh<BufferGeometry, MeshLambertMaterial> {
  #count = 0;

  constructor() {
    // Pushed back a little, so that lines drawn on them win.
    super(new BufferGeometry(), new MeshLambertMaterial({ vertexColors: true, polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 2 }));
    // Bounds would have to be computed anew at each update, which costs more than drawing what is out of sight.
    this.frustumCulled = false;
    this.#grow(64);
  }

  /** Triangles drawn at present. */
  get triangleCount(): number {
    return this.#count;
  }

  begin(): void {
    this.#count = 0;
  }

  /** Corners are counter-clockwise for who looks at the front. */
  push(a: Vector3, b: Vector3, c: Vector3, color: Color): void {
    const offset = this.#count * FLOATS_PER_TRIANGLE;
    if (offset === this.#array('position').length) this.#grow(2 * this.#count);
    normal.subVectors(b, a).cross(along.subVectors(c, a)).normalize();
    [a, b, c].forEach((corner, i) => {
      corner.toArray(this.#array('position'), offset + 3 * i);
      normal.toArray(this.#array('normal'), offset + 3 * i);
      color.toArray(this.#array('color'), offset + 3 * i);
    });
    this.#count++;
  }

  end(): void {
    const { geometry } = this;
    for (const attribute of Object.values(geometry.attributes)) attribute.needsUpdate = true;
    geometry.setDrawRange(0, 3 * this.#count);
    geometry.boundingSphere = null;
    this.visible = this.#count > 0;
  }

  override dispose(): void {
    super.dispose();
    this.geometry.dispose();
    this.material.dispose();
  }

  #array(name: (typeof attributes)[number]): Float32Array {
    return this.geometry.attributes[name]!.array as Float32Array;
  }

  #grow(triangles: number): void {
    const { geometry } = this;
    // Frees the buffers on the graphics card; three.js makes new ones from the attributes set below.
    geometry.dispose();
    for (const name of attributes) {
      const larger = new Float32Array(triangles * FLOATS_PER_TRIANGLE);
      if (this.#count > 0) larger.set(this.#array(name));
      geometry.setAttribute(name, new BufferAttribute(larger, 3).setUsage(DynamicDrawUsage));
    }
  }
}
