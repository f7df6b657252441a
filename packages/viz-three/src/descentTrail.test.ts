import { describe, expect, it } from 'vitest';
import { DescentTrail } from './descentTrail.js';
import { sampleLandscape } from './landscape.js';
import { LandscapeSurface } from './landscapeSurface.js';
import { instancesOf, segmentsOf, watchDisposal } from './testing.js';

const bowl = sampleLandscape((x, y) => x * x + y * y, { x: [-2, 2], y: [-2, 2], columns: 21, rows: 21 });
const surface = new LandscapeSurface({ height: 4 }).update(bowl);
const iterates = [[2, 1], [1, 0.5], [0.5, 0.25], [0.25, 0.125]];

describe('DescentTrail', () => {
  it('puts a sphere on each iterate, coloured from first to last, the last one and the optimum larger', () => {
    const trail = new DescentTrail({ colors: ['#000000', '#ffffff'], optimumColor: '#00ff00', pointRadius: 0.1 });
    const spheres = instancesOf(trail.update({ iterates, optimum: [0, 0] }, surface));
    expect(spheres).toHaveLength(5);
    iterates.forEach(([x, y], i) => {
      expect(spheres[i]!.position[0]).toBeCloseTo(x!, 6);
      expect(spheres[i]!.position[1]).toBeCloseTo(surface.heightAt(x!, y!)!, 5);
      expect(spheres[i]!.position[2]).toBeCloseTo(-y!, 6);
    });
    expect(spheres.map(({ color }) => color)).toEqual(['000000', '808080', 'cacaca', 'ffffff', '00ff00']);
    expect(spheres[3]!.size[0]).toBeGreaterThan(spheres[2]!.size[0]!);
  });

  it('joins the iterates by a line that follows the ground', () => {
    const segments = segmentsOf(new DescentTrail().update({ iterates }, surface));
    for (const { from } of segments) expect(from[1]).toBeCloseTo(surface.heightAt(from[0]!, -from[2]!)!, 5);
    segments.slice(1).forEach(({ from }, i) => expect(from).toEqual(segments[i]!.to));
    expect(segments[0]!.from[0]).toBe(2);
    expect(segments.at(-1)!.to[0]).toBe(0.25);
  });

  it('leaves out what is off the ground: a descent that ran away keeps its part on it', () => {
    const trail = new DescentTrail().update({ iterates: [[0, 0], [4, 0], [-1e300, 7], [NaN, 0]], optimum: [9, 9] }, surface);
    expect(instancesOf(trail)).toHaveLength(1);
    const segments = segmentsOf(trail);
    expect(segments.length).toBeGreaterThan(0);
    for (const { to } of segments) expect(Math.abs(to[0]!)).toBeLessThanOrEqual(2);
  });

  it('spreads its colours over a total, so that a trail still growing keeps them', () => {
    const options = { colors: ['#000000', '#ffffff'] };
    const growing = new DescentTrail(options).update({ iterates: iterates.slice(0, 2), total: 4 }, surface);
    expect(instancesOf(growing).map(({ color }) => color)).toEqual(['000000', '808080']);
  });

  it('shows other trails, an empty one included, and frees what it owns', () => {
    const trail = new DescentTrail().update({ iterates, optimum: [0, 0] }, surface);
    trail.update({ iterates: [] }, surface);
    expect([instancesOf(trail), segmentsOf(trail)]).toEqual([[], []]);
    const { owned, disposed } = watchDisposal(trail);
    trail.dispose();
    expect(owned).toBe(8);
    expect(disposed).toHaveBeenCalledTimes(owned);
  });
});
