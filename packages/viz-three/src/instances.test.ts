import { BoxGeometry, Color, Matrix4, MeshBasicMaterial, Vector3 } from 'three';
import { describe, expect, it, vi } from 'vitest';
import { Instances } from './instances.js';

function place(instances: Instances, count: number): void {
  instances.resize(count);
  for (let i = 0; i < count; i++) instances.set(i, new Vector3(i, 0, 0), new Vector3(1, 2, 3), new Color(i / count, 0, 0));
}

describe('Instances', () => {
  it('places, sizes and colours each copy', () => {
    const instances = new Instances(new BoxGeometry(), new MeshBasicMaterial());
    place(instances, 4);
    const size = new Vector3().setFromMatrixScale(instances.matrixAt(2, new Matrix4()));
    expect(size.toArray()).toEqual([1, 2, 3]);
    expect(instances.matrixAt(2, new Matrix4()).elements[12]).toBe(2);
    expect(instances.colorAt(2, new Color()).r).toBe(0.5);
  });

  it('reuses its buffers while the copies fit, and frees them when they do not', () => {
    const instances = new Instances(new BoxGeometry(), new MeshBasicMaterial());
    place(instances, 16);
    const mesh = instances.children[0]!;
    place(instances, 3);
    expect(instances.children).toEqual([mesh]);
    const disposed = vi.fn();
    mesh.addEventListener('dispose', disposed);
    place(instances, 17);
    expect(disposed).toHaveBeenCalledOnce();
    expect(instances.children).toHaveLength(1);
    expect(instances.instanceCount).toBe(17);
  });
});
