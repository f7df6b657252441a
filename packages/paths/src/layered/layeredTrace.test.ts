import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Path } from '../geometry/path.js';
import { pathTime } from '../medium/pathTime.js';
import { stackOf } from '../testing/media.js';
import { layered } from './layered.js';

const medium = stackOf([1, 2, 3], [1, 2, 0.5], 6);

/** The legs as the text `piece: from -> to @ interface`. */
function legs(path: Path): string[] {
  return medium.trace(path).map(({ from, to, name, entry }) => `${name}: ${from.join()} -> ${to.join()} @ ${entry?.name ?? 'inside'}`);
}

describe('the trace of a layered medium', () => {
  it('cuts a leg at every interface it passes, in both directions', () => {
    const cuts = [
      'layer 1: 0,0 -> 1,1 @ the outer side of layer 1',
      'layer 2: 1,1 -> 3,3 @ between layer 1 and layer 2',
      'layer 3: 3,3 -> 6,6 @ between layer 2 and layer 3',
    ];
    expect(legs([[0, 0], [6, 6]])).toEqual(cuts);
    expect(legs([[0, 0], [1, 1], [3, 3], [6, 6]])).toEqual(cuts);
    expect(legs([[6, 6], [0, 0]])).toEqual([
      'layer 3: 6,6 -> 3,3 @ the outer side of layer 3',
      'layer 2: 3,3 -> 1,1 @ between layer 2 and layer 3',
      'layer 1: 1,1 -> 0,0 @ between layer 1 and layer 2',
    ]);
  });

  it('gives a leg along an interface to the faster side', () => {
    expect(legs([[0, 1], [5, 1]])[0]).toMatch(/^layer 2:/);
    expect(legs([[0, 3], [5, 3]])[0]).toMatch(/^layer 2:/);
    expect(legs([[0, 2.5], [5, 2.5]])[0]).toMatch(/^layer 2:.*inside$/);
    expect(legs([[0, 6], [5, 6]])[0]).toMatch(/^layer 3:/);
  });

  it('takes a rounded point of an interface for the interface', () => {
    expect(legs([[0, 0], [1, 1 + 1e-14], [6, 6]])).toHaveLength(3);
  });

  it('keeps a leg along a layer too thin for the depths', () => {
    const thin = stackOf([1, 1e-30, 1], [1, 10, 2], 6);
    expect(pathTime([[0, 0], [0, 1], [6, 1], [6, 2]], thin)).toBe(1 + 6 / 10 + 1 / 2);
  });

  it('skips repeated points', () => {
    expect(medium.trace([[0, 0], [0, 0]])).toEqual([]);
    expect(medium.trace([[0, 0], [0, 0], [0, 1], [0, 1]])).toHaveLength(1);
  });

  it('refuses what is no path of the medium', () => {
    const code = (path: Path): unknown => {
      try {
        return medium.trace(path).length;
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(code([[0, 0]])).toBe('PATH_TOO_SHORT');
    expect(code([[0, 0], [1, 2, 3]])).toBe('INVALID_POINT');
    expect(code([[0, 0], [Number.NaN, 2]])).toBe('INVALID_POINT');
    expect(code([[0, 0], [1, 6.1]])).toBe('OUTSIDE_MEDIUM');
    expect(code([[0, -1e-3], [1, 6]])).toBe('OUTSIDE_MEDIUM');
  });
});

describe('pathTime', () => {
  const place = fc.tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: 0, max: 6, noNaN: true }));
  const anyPath = fc.array(place, { minLength: 2, maxLength: 6 });

  it('does not depend on the direction', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        expect(pathTime(path.map((_, i) => path.at(-1 - i)!), medium)).toBeCloseTo(pathTime(path, medium), 10);
      }),
    );
  });

  it('does not change when a leg is cut or turned about the normal', () => {
    const deep = layered({ layers: medium.layers, offset: [1, 1] });
    fc.assert(
      fc.property(place, place, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, part) => {
        fc.pre(a[1] !== b[1]);
        const time = pathTime([a, b], medium);
        const cut = a.map((value, i) => value + part * (b[i]! - value));
        expect(pathTime([a, cut, b], medium)).toBeCloseTo(time, 9);
        const turned = [a, b].map(([x, z]) => [0.6 * x, 0.8 * x, z]);
        expect(pathTime(turned, deep)).toBeCloseTo(time, 9);
      }),
    );
  });

  it('is the integral of the cost', () => {
    const [a, b] = [[-3, 0.3], [4, 5.7]] as const;
    const step = [(b[0] - a[0]) / 1e5, (b[1] - a[1]) / 1e5];
    let total = 0;
    for (let i = 0; i < 1e5; i++) total += medium.cost([a[0] + (i + 0.5) * step[0]!, a[1] + (i + 0.5) * step[1]!], step);
    expect(pathTime([a, b], medium)).toBeCloseTo(total, 3);
  });
});
