import { Box3, type BufferAttribute } from 'three';
import { describe, expect, it, vi } from 'vitest';
import { sampleLandscape, type LandscapeGrid } from './landscape.js';
import { LandscapeSurface } from './landscapeSurface.js';
import { watchDisposal } from './testing.js';

const grid: LandscapeGrid = { x: [-2, 4], y: [1, 3], columns: 7, rows: 5 };
const slope = sampleLandscape((x, y) => x + 2 * y, grid);

function positions(surface: LandscapeSurface): BufferAttribute {
  return surface.mesh.geometry.attributes['position'] as BufferAttribute;
}

describe('LandscapeSurface', () => {
  it('spans the sampled range, from height 0 to the given height', () => {
    const surface = new LandscapeSurface({ height: 6, contourCount: 0 }).update(slope);
    const { min, max } = new Box3().setFromBufferAttribute(positions(surface));
    expect(min.toArray()).toEqual([-2, 0, -3]);
    expect(max.toArray()).toEqual([4, 6, -1]);
  });

  it('faces upward', () => {
    const surface = new LandscapeSurface().update(slope);
    const normals = surface.mesh.geometry.attributes['normal']!;
    for (let i = 0; i < normals.count; i++) expect(normals.getY(i)).toBeGreaterThan(0);
  });

  it('tells its height anywhere, as drawn, and null outside', () => {
    const surface = new LandscapeSurface({ height: 10 }).update(slope);
    for (const [x, y] of [[-2, 1], [4, 3], [0.3, 1.7], [3.9, 2.05]] as const) {
      expect(surface.heightAt(x, y)).toBeCloseTo(x + 2 * y, 5);
    }
    expect(surface.heightAt(4.1, 2)).toBeNull();
    expect(surface.heightAt(NaN, 2)).toBeNull();
    expect(new LandscapeSurface().heightAt(0, 0)).toBeNull();
  });

  it('lies on both triangles of a twisted cell', () => {
    const saddle = sampleLandscape((x, y) => x * y, { x: [0, 1], y: [0, 1], columns: 2, rows: 2 });
    const surface = new LandscapeSurface({ height: 1 }).update(saddle);
    const index = [...surface.mesh.geometry.index!.array];
    expect(index).toEqual([0, 1, 2, 1, 3, 2]);
    expect(surface.heightAt(0.25, 0.25)).toBe(0);
    expect(surface.heightAt(0.75, 0.75)).toBeCloseTo(0.5, 12);
  });

  it('draws values that are not finite at the top', () => {
    const surface = new LandscapeSurface({ height: 2 }).update({ ...grid, columns: 2, rows: 2, values: [0, 1, NaN, Infinity] });
    expect([0, 1, 2, 3].map((i) => positions(surface).getY(i))).toEqual([0, 2, 2, 2]);
  });

  it('colours by height', () => {
    const surface = new LandscapeSurface({ colors: ['#000000', '#ffffff'] }).update(slope);
    const colors = surface.mesh.geometry.attributes['color']!;
    expect(colors.getX(0)).toBe(0);
    expect(colors.getX(colors.count - 1)).toBe(1);
  });

  it('reuses its buffers while the grid stays, and replaces them when it changes', () => {
    const surface = new LandscapeSurface().update(slope);
    const { geometry } = surface.mesh;
    const attribute = positions(surface);
    const { version } = attribute;
    surface.update(sampleLandscape((x, y) => x * y, grid));
    expect(surface.mesh.geometry).toBe(geometry);
    expect(positions(surface)).toBe(attribute);
    expect(attribute.version).toBeGreaterThan(version);

    const disposed = vi.fn();
    geometry.addEventListener('dispose', disposed);
    surface.update(sampleLandscape((x, y) => x * y, { ...grid, columns: 9 }));
    expect(disposed).toHaveBeenCalledOnce();
    expect(positions(surface).count).toBe(9 * 5);
  });

  it('frees every geometry and material', () => {
    const surface = new LandscapeSurface().update(slope);
    const { owned, disposed } = watchDisposal(surface);
    surface.dispose();
    expect(owned).toBe(4);
    expect(disposed).toHaveBeenCalledTimes(owned);
  });

  it('refuses a landscape whose values do not fit its grid, and keeps what it showed', () => {
    const surface = new LandscapeSurface({ height: 10 }).update(slope);
    expect(() => surface.update({ ...grid, values: [1, 2, 3] })).toThrow(expect.objectContaining({ code: 'grid-length' }));
    expect(surface.heightAt(0, 2)).toBeCloseTo(4, 5);
  });
});
