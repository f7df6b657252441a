import { Color, Vector3, type InterleavedBufferAttribute } from 'three';
import { describe, expect, it, vi } from 'vitest';
import { FatSegments } from './fatSegments.js';

const red = new Color(1, 0, 0);

function draw(segments: FatSegments, count: number): void {
  segments.begin();
  for (let i = 0; i < count; i++) segments.push(new Vector3(i, 0, 0), new Vector3(i + 1, 0, 0), red);
  segments.end();
}

function start(segments: FatSegments): InterleavedBufferAttribute {
  return segments.geometry.attributes['instanceStart'] as InterleavedBufferAttribute;
}

describe('FatSegments', () => {
  it('draws as many segments as were pushed, and is hidden without any', () => {
    const segments = new FatSegments({});
    draw(segments, 3);
    expect([segments.geometry.instanceCount, segments.visible]).toEqual([3, true]);
    draw(segments, 0);
    expect([segments.geometry.instanceCount, segments.visible]).toEqual([0, false]);
  });

  it('keeps all segments when it grows', () => {
    const segments = new FatSegments({ vertexColors: true });
    draw(segments, 100);
    const { instanceEnd, instanceColorEnd } = segments.geometry.attributes;
    for (let i = 0; i < 100; i++) {
      expect([start(segments).getX(i), instanceEnd!.getX(i), instanceColorEnd!.getX(i)]).toEqual([i, i + 1, 1]);
    }
  });

  it('reuses its buffers while the segments fit, and marks them for upload', () => {
    const segments = new FatSegments({});
    draw(segments, 10);
    const { data } = start(segments);
    const { version } = data;
    draw(segments, 16);
    expect(start(segments).data).toBe(data);
    expect(data.version).toBe(version + 1);
  });

  it('frees the old buffers when it grows', () => {
    const segments = new FatSegments({});
    const disposed = vi.fn();
    segments.geometry.addEventListener('dispose', disposed);
    draw(segments, 17);
    expect(disposed).toHaveBeenCalledOnce();
  });
});
