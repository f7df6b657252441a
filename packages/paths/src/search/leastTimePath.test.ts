import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layered } from '../layered/layered.js';
import { layeredPath } from '../layered/layeredPath.js';
import { solveLayered } from '../layered/solveLayered.js';
import { pathTime } from '../medium/pathTime.js';
import { verifySnell } from '../proof/verifySnell.js';
import { anyMedium, ordinaryMedium, stackOf } from '../testing/media.js';
import type { SolvableMedium } from './candidate.js';
import { leastTimePath } from './leastTimePath.js';

const crust = stackOf([36, 100], [6.2, 8.2], 0);
const critical = 2 * 36 * Math.tan(Math.asin(6.2 / 8.2));

describe('leastTimePath through layers', () => {
  it('joins the ends of the medium by the refracted ray', () => {
    fc.assert(
      fc.property(ordinaryMedium, (medium) => {
        const { path, time } = leastTimePath(medium);
        expect(Math.abs(time / solveLayered(medium).time - 1)).toBeLessThan(1e-14);
        expect(path).toHaveLength(medium.layers.length + 1);
      }),
    );
  });

  it('certifies it at every scale', () => {
    fc.assert(
      fc.property(anyMedium, (medium) => {
        const { time, certificate } = leastTimePath(medium);
        expect(certificate.lowerBound).toBeLessThanOrEqual(time);
        expect(certificate.lowerBound).toBeLessThanOrEqual(solveLayered(medium).time);
      }),
    );
  });

  it('describes the path leg by leg', () => {
    const medium = layered({ layers: [{ thickness: 15, speed: 10, name: 'sand' }, { thickness: 20, speed: 1.2, name: 'water' }], offset: 18 });
    const { path, legs, crossings, alternatives, time } = leastTimePath(medium);
    expect(legs.map(({ region, kind }) => [region, kind])).toEqual([['sand', 'free'], ['water', 'free']]);
    expect(legs[0]!.speed).toBeCloseTo(10, 12);
    expect(legs[0]!.time + legs[1]!.time).toBeCloseTo(time, 12);
    expect(crossings).toEqual([path[1]]);
    expect(crossings[0]![0]).toBeCloseTo(16.23055875, 8);
    expect(alternatives).toEqual([]);
    expect(path).toEqual(layeredPath(medium, solveLayered(medium)));
  });

  it('leaves for a faster layer beyond the crossover distance', () => {
    const way = leastTimePath(crust, { from: [0, 0], to: [200, 0] });
    expect(way.time).toBeCloseTo(31.990412, 6);
    expect(way.legs.map(({ kind, region }) => [kind, region])).toEqual([['free', 'layer 1'], ['edge', 'layer 2'], ['free', 'layer 1']]);
    expect(way.certificate.gap).toBeLessThan(1e-14);
    expect(way.certificate.snell).toBeLessThan(1e-14);
    expect(way.alternatives).toHaveLength(1);
    expect(way.alternatives[0]!.time).toBeCloseTo(200 / 6.2, 12);
    const near = leastTimePath(crust, { from: [0, 0], to: [190, 0] });
    expect(near.path).toEqual([[0, 0], [190, 0]]);
    expect(near.certificate.gap).toBeLessThan(1e-14);
    expect(near.alternatives).toHaveLength(1);
    expect(leastTimePath(crust, { from: [0, 0], to: [critical - 0.1, 0] }).alternatives).toEqual([]);
  });

  it('picks among head waves along every layer, where the speed grows with the depth', () => {
    const count = 600;
    const layers = Array.from({ length: count }, (_, i) => ({ thickness: 0.1, speed: 1 + i / 100 }));
    const deepening = layered({ layers, offset: 0 });
    const way = leastTimePath(deepening, { from: [0, 0], to: [40, 0], alternatives: 3 });
    expect(way.certificate.gap).toBeLessThan(1e-12);
    expect(way.alternatives).toHaveLength(3);
    const times = [way, ...way.alternatives].map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // The closed form of a speed 1 + 0.1 z, which these steps approach.
    expect(Math.abs(way.time / (Math.acosh(1 + (0.1 * 40) ** 2 / 2) / 0.1) - 1)).toBeLessThan(0.02);
  });

  it('follows the faster side when both ends lie on an interface', () => {
    const way = leastTimePath(crust, { from: [7, 36], to: [-3, 36] });
    expect(way).toMatchObject({ path: [[7, 36], [-3, 36]], alternatives: [], legs: [{ region: 'layer 2' }] });
    expect(way.time).toBeCloseTo(10 / 8.2, 14);
  });

  it('reaches an interface from its slow side along it', () => {
    const way = leastTimePath(crust, { from: [0, 0], to: [200, 36] });
    expect(way.legs.map(({ kind }) => kind)).toEqual(['free', 'edge']);
    expect(way.certificate.gap).toBeLessThan(1e-14);
  });

  it('goes straight within a layer, and stays where it is', () => {
    expect(leastTimePath(crust, { from: [0, 5], to: [3, 9] })).toMatchObject({ path: [[0, 5], [3, 9]], time: 5 / 6.2 });
    expect(leastTimePath(crust, { from: [3, 5], to: [3, 5] })).toMatchObject({ path: [[3, 5], [3, 5]], time: 0, legs: [], certificate: { lowerBound: 0, gap: 0 } });
    expect(leastTimePath(crust, { from: [3, 36], to: [3, 36] })).toMatchObject({ time: 0, legs: [] });
  });

  it('finds a way that is proven, obeys the law of Snell, and is no slower than any other', () => {
    const place = fc.tuple(fc.double({ min: -30, max: 30, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(ordinaryMedium, place, place, fc.array(place, { maxLength: 4 }), (medium, a, b, via) => {
        const at = ([x, part]: [number, number]): [number, number] => [x, part * medium.thickness];
        const [from, to] = [at(a), at(b)];
        fc.pre(Math.hypot(from[0] - to[0], from[1] - to[1]) > 1e-3);
        const way = leastTimePath(medium, { from, to });
        expect(way.certificate.gap).toBeLessThan(1e-10);
        expect(way.time).toBeLessThanOrEqual(pathTime([from, ...via.map(at), to], medium) * (1 + 1e-12));
        for (const { path } of way.alternatives) expect(verifySnell(path, medium).maxResidual).toBeLessThan(1e-6);
        const back = leastTimePath(medium, { from: to, to: from });
        expect(Math.abs(back.time / way.time - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  it('lies in the plane of its ends in 3D', () => {
    const deep = layered({ layers: crust.layers, offset: [1, 1] });
    const way = leastTimePath(deep, { from: [1, 2, 0], to: [121, 162, 0] });
    expect(way.time).toBeCloseTo(31.990412, 6);
    for (const [x, y] of way.path) expect((x! - 1) * 160).toBeCloseTo((y! - 2) * 120, 9);
  });

  it('refuses ends that are no points of the medium', () => {
    expect(() => leastTimePath(crust, { from: [0, 0], to: [1, 137] })).toThrow(expect.objectContaining({ code: 'OUTSIDE_MEDIUM' }));
    expect(() => leastTimePath(crust, { from: [0, Number.NaN], to: [1, 1] })).toThrow(expect.objectContaining({ code: 'INVALID_POINT' }));
    expect(() => leastTimePath(crust, { from: [0, 0, 0], to: [1, 1] })).toThrow(expect.objectContaining({ code: 'INVALID_POINT' }));
  });
});

describe('leastTimePath through a medium of one\'s own', () => {
  const { dimension, symmetric, cost, candidates }: SolvableMedium = crust;
  const plain = { dimension, symmetric, cost, candidates };

  it('asks for the ends', () => {
    expect(() => leastTimePath(plain, { from: [0, 0] })).toThrow(expect.objectContaining({ code: 'NO_ENDS' }));
  });

  it('says when no path joins them', () => {
    const way = leastTimePath({ ...plain, candidates: () => [] }, { from: [0, 0], to: [1, 0] });
    expect(way).toMatchObject({ path: [], time: Infinity, certificate: { lowerBound: null, reason: 'no path joins the ends.' } });
  });
});
