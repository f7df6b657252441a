import { Color, Matrix4, Vector3, type BufferGeometry, type InstancedMesh, type Mesh, type Object3D } from 'three';
import { vi, type Mock } from 'vitest';
import { FatSegments } from './fatSegments.js';
import { Instances } from './instances.js';
import { ShadedTriangles } from './shadedTriangles.js';

/** All fat segments below an object, as `[from, to, colour]`. */
export function segmentsOf(object: Object3D): { from: number[]; to: number[]; color: string }[] {
  const found: ReturnType<typeof segmentsOf> = [];
  object.traverse((child) => {
    if (!(child instanceof FatSegments)) return;
    const { instanceStart, instanceEnd, instanceColorStart } = child.geometry.attributes;
    for (let i = 0; i < child.segmentCount; i++) {
      found.push({
        from: new Vector3().fromBufferAttribute(instanceStart!, i).toArray(),
        to: new Vector3().fromBufferAttribute(instanceEnd!, i).toArray(),
        color: new Color().fromBufferAttribute(instanceColorStart as never, i).getHexString(),
      });
    }
  });
  return found;
}

/** All flat triangles below an object. */
export function trianglesOf(object: Object3D): { corners: number[][]; normal: number[]; color: string }[] {
  const found: ReturnType<typeof trianglesOf> = [];
  object.traverse((child) => {
    if (!(child instanceof ShadedTriangles)) return;
    const { position, normal, color } = child.geometry.attributes;
    for (let i = 0; i < 3 * child.triangleCount; i += 3) {
      found.push({
        corners: [i, i + 1, i + 2].map((corner) => new Vector3().fromBufferAttribute(position!, corner).toArray()),
        normal: new Vector3().fromBufferAttribute(normal!, i).toArray(),
        color: new Color().fromBufferAttribute(color as never, i).getHexString(),
      });
    }
  });
  return found;
}

/** The area of a triangle as seen from above. */
export function areaOf(corners: readonly number[][]): number {
  const [[ax, az], [bx, bz], [cx, cz]] = corners.map(([x = 0, , z = 0]) => [x, z]) as [[number, number], [number, number], [number, number]];
  return Math.abs((bx - ax) * (cz - az) - (cx - ax) * (bz - az)) / 2;
}

/** All instanced copies below an object. */
export function instancesOf(object: Object3D): { position: number[]; size: number[]; color: string }[] {
  const found: ReturnType<typeof instancesOf> = [];
  object.traverse((child) => {
    if (!(child instanceof Instances)) return;
    for (let i = 0; i < child.instanceCount; i++) {
      const matrix = child.matrixAt(i, new Matrix4());
      found.push({
        position: new Vector3().setFromMatrixPosition(matrix).toArray(),
        size: new Vector3().setFromMatrixScale(matrix).toArray(),
        color: child.colorAt(i, new Color()).getHexString(),
      });
    }
  });
  return found;
}

/** Listens for the disposal of every geometry, material and instanced mesh below an object. */
export function watchDisposal(object: Object3D): { owned: number; disposed: Mock } {
  const disposed = vi.fn();
  const resources = new Set<{ addEventListener(type: 'dispose', listener: () => void): void }>();
  object.traverse((child) => {
    const { geometry, material, isInstancedMesh } = child as Mesh<BufferGeometry> & InstancedMesh;
    for (const resource of [geometry, material, isInstancedMesh ? (child as InstancedMesh) : null].flat()) {
      if (resource) resources.add(resource);
    }
  });
  for (const resource of resources) resource.addEventListener('dispose', disposed);
  return { owned: resources.size, disposed };
}
