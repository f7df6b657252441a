import {
  DynamicDrawUsage,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  type Color,
  type Vector3,
} from 'three';
import { LineMaterial, type LineMaterialParameters } from 'three/addons/lines/LineMaterial.js';
import { LineSegments2 } from 'three/addons/lines/LineSegments2.js';
import { LineSegmentsGeometry } from 'three/addons/lines/LineSegmentsGeometry.js';

const FLOATS_PER_SEGMENT = 6;

/**
 * Fat line segments (three's `LineSegments2`) whose number may change from frame to frame: segments are pushed between
 * `begin` and `end`, into buffers that are kept as long as the segments fit, and doubled when they do not.
 */
export class FatSegments extends LineSegments2 {
  #positions = new Float32Array(0);
  #colors = new Float32Array(0);
  #count = 0;

  constructor(parameters: LineMaterialParameters) {
    super(new LineSegmentsGeometry(), new LineMaterial(parameters));
    // Bounds would have to be computed anew at each update, which costs more than drawing what is out of sight.
    this.frustumCulled = false;
    this.#grow(16);
    this.geometry.instanceCount = 0;
  }

  /** Segments drawn at present. */
  get segmentCount(): number {
    return this.#count;
  }

  begin(): void {
    this.#count = 0;
  }

  push(from: Vector3, to: Vector3, fromColor?: Color, toColor: Color | undefined = fromColor): void {
    const offset = this.#count * FLOATS_PER_SEGMENT;
    if (offset === this.#positions.length) this.#grow(this.#count * 2);
    from.toArray(this.#positions, offset);
    to.toArray(this.#positions, offset + 3);
    fromColor?.toArray(this.#colors, offset);
    toColor?.toArray(this.#colors, offset + 3);
    this.#count++;
  }

  end(): void {
    const { instanceStart, instanceColorStart } = this.geometry.attributes;
    (instanceStart as InterleavedBufferAttribute).data.needsUpdate = true;
    (instanceColorStart as InterleavedBufferAttribute).data.needsUpdate = true;
    this.geometry.instanceCount = this.#count;
    this.visible = this.#count > 0;
  }

  override dispose(): void {
    super.dispose();
    this.geometry.dispose();
    this.material.dispose();
  }

  #grow(segments: number): void {
    const { geometry } = this;
    // Frees the buffers on the graphics card; three.js makes new ones from the attributes set below.
    geometry.dispose();
    this.#positions = enlarged(this.#positions, segments);
    this.#colors = enlarged(this.#colors, segments);
    for (const [name, array] of [
      ['instance', this.#positions],
      ['instanceColor', this.#colors],
    ] as const) {
      const buffer = new InstancedInterleavedBuffer(array, FLOATS_PER_SEGMENT, 1);
      buffer.setUsage(DynamicDrawUsage);
      geometry.setAttribute(`${name}Start`, new InterleavedBufferAttribute(buffer, 3, 0));
      geometry.setAttribute(`${name}End`, new InterleavedBufferAttribute(buffer, 3, 3));
    }
  }
}

function enlarged(array: Float32Array<ArrayBuffer>, segments: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(segments * FLOATS_PER_SEGMENT);
  larger.set(array);
  return larger;
}
