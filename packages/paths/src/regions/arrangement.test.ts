import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRegions, rectangle } from '../testing/maps.js';
import { arrange } from './arrangement.js';
import type { MeshedArrangement } from './arrangement.js';
import { readRegions } from './readRegions.js';
import type { RegionsOptions } from './readRegions.js';

const arranged = (options: RegionsOptions): MeshedArrangement => arrange(readRegions(options));

const byText = (a: string, b: string): number => a.localeCompare(b);

function areas({ mesh, faces, triangles, vertices }: MeshedArrangement): { faces: number[]; smallest: number } {
  const sums = faces.map(() => 0);
  let smallest = Infinity;
  triangles.forEach(({ corners: [a, b, c], face }) => {
    const [x, y] = vertices[c] as [number, number];
    const area = mesh.side(a, b, x, y) / 2;
    smallest = Math.min(smallest, area);
    sums[face]! += area;
  });
  return { faces: sums, smallest };
}

describe('arrange', () => {
  it('splits sides where they cross, touch and overlap, and merges faces of equal speed', () => {
    const found = arranged({
      regions: [
        { polygon: rectangle(1, 1, 3, 3), speed: 2 },
        { polygon: rectangle(2, 2, 4, 4), speed: 2 },
        { polygon: rectangle(3, 1, 4, 2), speed: 5 },
      ],
      background: 1,
      bounds: [0, 0, 5, 5],
    });
    expect(found.faces.map(({ speed, regions }) => ({ speed, regions }))).toEqual(expect.arrayContaining([{ speed: 1, regions: [-1] }, { speed: 2, regions: [0, 1] }, { speed: 5, regions: [2] }]));
    expect(found.faces).toHaveLength(3);
    const ofFast = found.edges.filter(({ left, right }) => [left, right].some((face) => face >= 0 && found.faces[face]!.speed === 5));
    const between = ofFast.filter(({ sides }) => sides.length === 2);
    // Its left side is one with the right side of the first square, its upper one with the lower side of the second.
    expect(between.map(({ sides }) => sides.map(({ region, index }) => `side ${index} of ${region}`).sort(byText))).toEqual(expect.arrayContaining([['side 1 of 0', 'side 3 of 2'], ['side 0 of 1', 'side 2 of 2']]));
  });

  it('fills the map, with triangles that are all turned the same way', () => {
    fc.assert(
      fc.property(anyRegions, (regions) => {
        const found = arranged({ regions, background: 1, bounds: [0, 0, 10, 10] });
        const { faces, smallest } = areas(found);
        expect(smallest).toBeGreaterThan(0);
        expect(faces.reduce((a, b) => a + b, 0)).toBeCloseTo(100, 9);
        for (const { left, right } of found.edges) {
          if (left >= 0 && right >= 0) expect(found.faces[left]!.speed).not.toBe(found.faces[right]!.speed);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps slivers, and makes one of what differs by rounding', () => {
    const areaOf = (gap: number): number[] => {
      const found = arranged({ regions: [{ polygon: rectangle(0, 0, 1, 2), speed: 2 }, { polygon: rectangle(1 + gap, 0, 2, 2), speed: 2 }], background: 1, bounds: [0, 0, 2, 2] });
      return found.faces.map(({ speed }) => speed).sort((a, b) => a - b);
    };
    expect(areaOf(1e-15)).toEqual([2]);
    expect(areaOf(1e-10)).toEqual([1, 2, 2]);
  });

  it('copes with sides that nearly run along each other', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -15, max: -8 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), { minLength: 2, maxLength: 12 }), (tilts) => {
        const regions = tilts.map(([power, left, right], i) => ({ polygon: [[-1, 1 + left * 10 ** power], [5, 1 + right * 10 ** power], [5, 3 + i], [-1, 3]], speed: 1 + (i % 3) }));
        const { faces, smallest } = areas(arranged({ regions, background: 1, bounds: [0, 0, 4, 4] }));
        expect(smallest).toBeGreaterThan(0);
        expect(faces.reduce((a, b) => a + b, 0)).toBeCloseTo(16, 9);
      }),
      { numRuns: 100 },
    );
  });
});
