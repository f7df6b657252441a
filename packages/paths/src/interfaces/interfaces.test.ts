import { add, cos, div, mul, neg, sin, sqrt, square, sub } from '@fermat/autodiff';
import type { Tensor } from '@fermat/autodiff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layered } from '../layered/layered.js';
import { solveLayered } from '../layered/solveLayered.js';
import { pathTime } from '../medium/pathTime.js';
import { integral } from '../numeric/integral.js';
import { verifySnell } from '../proof/verifySnell.js';
import { regions } from '../regions/regions.js';
import { traceRay } from '../ray/traceRay.js';
import { leastTimePath } from '../search/leastTimePath.js';
import { interfaces } from './interfaces.js';
import type { InterfacesOptions } from './interfaces.js';
import type { SurfaceFunction } from './surface.js';

const flat: InterfacesOptions = {
  layers: [{ speed: 0.7 }, { speed: 0.3 }, { speed: 0.45 }],
  surfaces: [() => 10, () => 20],
  bounds: [-5, 0, 40, 30],
};
const hills: SurfaceFunction = (x) => add(4, mul(0.6, sin(x)));
const ground = interfaces({ layers: [{ speed: 2 }, { speed: 5 }, { speed: 3 }], surfaces: [hills, (x) => add(7, mul(0.1, x))], bounds: [-2, 0, 22, 12] });
const place = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 1000 }).map((i) => min + (i / 1000) * (max - min));

/** The sag of a sphere, from its vertex at a depth. */
function sphere(vertex: number, radius: number): SurfaceFunction {
  return (x) => add(vertex, div(square(x), mul(radius, add(1, sqrt(sub(1, div(square(x), radius ** 2)))))));
}

describe('interfaces', () => {
  it('that are flat are layers, in 2D and 3D', () => {
    const { time, crossings } = solveLayered(layered({ layers: flat.layers.map(({ speed }) => ({ speed, thickness: 10 })), offset: 20 }));
    const way = leastTimePath(interfaces(flat), { from: [0, 0], to: [20, 30] });
    expect(way.time).toBeCloseTo(time, 11);
    expect(way.crossings[0]![0]).toBeCloseTo(crossings[0]!, 6);
    const space = interfaces({ ...flat, bounds: [-5, -5, 0, 40, 40, 30] });
    const deep = leastTimePath(space, { from: [0, 0, 0], to: [12, 16, 30] });
    expect(deep.time).toBeCloseTo(time, 11);
    expect(deep.certificate.snell).toBeLessThan(1e-7);
  });

  it('that undulate are passed as Snell says, no path nearby being faster, and the same way back', () => {
    fc.assert(
      fc.property(place(1, 19), place(1, 19), place(-0.3, 0.3), (start, end, bend) => {
        const ends = { from: [start, 0.5], to: [end, 11] };
        const way = leastTimePath(ground, ends);
        expect(verifySnell(way.path, ground).maxResidual).toBeLessThan(1e-7);
        expect(leastTimePath(ground, { from: ends.to, to: ends.from }).time).toBeCloseTo(way.time, 8);
        expect(way.certificate.lowerBound).toBeLessThan(way.time);
        const moved = way.path.map(([x, z], i) => [x! + (i === 0 || i === way.path.length - 1 ? 0 : bend), z!]);
        expect(pathTime(moved, ground)).toBeGreaterThan(way.time * (1 - 1e-12));
      }),
      { numRuns: 8 },
    );
  });

  it.each([
    [6.2, 8.2, 18.142879],
    [3.57, 4.7, 31.508641],
  ])('are the shells of a planet: from 18 km below its surface to 1 degree away, at %f km/s over %f km/s', (crust, mantle, figure) => {
    const [radius, moho, degree] = [6371, 6335, Math.PI / 180];
    const at = (depth: number, angle: number): number[] => [(radius - depth) * Math.sin(angle), radius - (radius - depth) * Math.cos(angle)];
    const planet = interfaces({ layers: [{ speed: crust }, { speed: mantle }], surfaces: [(x) => sub(radius, sqrt(sub(moho ** 2, square(x))))], bounds: [-300, -1, 300, 300] });
    const way = leastTimePath(planet, { from: at(18, -degree / 2), to: at(0, degree / 2) });
    expect(way.time).toBeCloseTo(figure, 6);
    // Through the mantle one ray parameter p = r sin(i) / v holds, by which each shell takes its angle and its time.
    const angleOf = (p: number, speed: number, inner: number, outer: number): number => Math.acos((p * speed) / outer) - Math.acos(Math.min(1, (p * speed) / inner));
    const timeOf = (p: number, speed: number, inner: number, outer: number): number => Math.sqrt((outer / speed) ** 2 - p * p) - Math.sqrt(Math.max(0, (inner / speed) ** 2 - p * p));
    const summed = (of: typeof angleOf, p: number): number => of(p, crust, moho, radius - 18) + of(p, crust, moho, radius) + 2 * of(p, mantle, p * mantle, moho);
    let [low, high] = [(0.9 * moho) / mantle, moho / mantle];
    for (let i = 0; i < 100; i++) {
      const p = (low + high) / 2;
      if (summed(angleOf, p) > degree) low = p;
      else high = p;
    }
    expect(way.alternatives).toHaveLength(1);
    expect(way.alternatives[0]!.time / summed(timeOf, low)).toBeCloseTo(1, 10);
    const parameters = way.alternatives[0]!.path.slice(1).map(([x = 0, z = 0], i) => {
      const [px = 0, pz = 0] = way.alternatives[0]!.path[i]!;
      return Math.abs(px * (radius - z) - x * (radius - pz)) / Math.hypot(x - px, z - pz) / (i === 1 ? mantle : crust);
    });
    for (const p of parameters) expect(p / low).toBeCloseTo(1, 8);
  });

  const dome = interfaces({ layers: [{ speed: 2 }, { speed: 1 }], surfaces: [sphere(1, 4)], bounds: [-3.9, -5, 3.9, 6] });

  it('that are slow hills are crept over from where a straight line touches them', () => {
    const way = leastTimePath(dome, { from: [-3, 2], to: [3, 2] });
    const tangent = Math.sqrt(18 - 16);
    expect(way.time).toBeCloseTo((2 * tangent + 4 * (Math.PI / 2 - 2 * Math.acos(4 / Math.sqrt(18)))) / 2, 12);
    const { ok, crossings } = verifySnell(way.path, dome);
    expect([ok, crossings.map(({ kind }) => kind)]).toEqual([true, ['critical', 'critical']]);
    expect(way.crossings).toHaveLength(2);
    expect(way.certificate).toMatchObject({ reason: null });
    expect(leastTimePath(dome, { from: [-3, 0], to: [3, 0] }).path).toHaveLength(2);
  });

  it('that are slow hills are crept over from where the critical ray comes out of them', () => {
    const [radius, inner, angle] = [4, 3.9, 0.6];
    const at = (side: number): number[] => [side * inner * Math.sin(angle), 5 - inner * Math.cos(angle)];
    const way = leastTimePath(dome, { from: at(-1), to: at(1) });
    // sin(i) = 1 / 2 at the surface, and r sin(i) is the same all along a ray.
    const p = radius / 2;
    const [ray, swept] = [Math.sqrt(radius ** 2 - p ** 2) - Math.sqrt(inner ** 2 - p ** 2), Math.acos(p / radius) - Math.acos(p / inner)];
    expect(way.time).toBeCloseTo(2 * ray + (radius * 2 * (angle - swept)) / 2, 12);
    expect(verifySnell(way.path, dome).ok).toBe(true);
  });

  it('that undulate at random are passed as fast from either end, as Snell says, and as fast as the polygons that they are close to', () => {
    const bounds = [0, 0, 10, 6] as const;
    const surfaces = fc.array(fc.tuple(place(0, 0.5), place(0, 0.25), place(0, 6), place(0, 6)), { minLength: 2, maxLength: 2 });
    const speeds = fc.array(place(0.3, 3), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(surfaces, speeds, place(0, 6), place(0, 6), (shapes, fast, start, end) => {
        const depths = shapes.map(([wide, narrow, shift, turn], i) => (x: number) => 2 + 2 * i + wide * Math.sin(x + shift) + narrow * Math.sin(4 * x + turn));
        const traced = shapes.map(([wide, narrow, shift, turn], i): SurfaceFunction => (x) => add(2 + 2 * i, add(mul(wide, sin(add(x, shift))), mul(narrow, sin(add(mul(4, x), turn))))));
        const medium = interfaces({ layers: fast.map((speed) => ({ speed })), surfaces: traced, bounds });
        const [from, to] = [[1, start], [9, end]];
        const way = leastTimePath(medium, { from, to });
        expect(verifySnell(way.path, medium).ok).toBe(true);
        expect(leastTimePath(medium, { from: to, to: from }).time).toBeCloseTo(way.time, 8);
        const polygons = depths.map((depth, i) => ({
          polygon: [...Array.from({ length: 201 }, (_, k): [number, number] => [k / 20, depth(k / 20)]), [10, 6] as const, [0, 6] as const],
          speed: fast[i + 1]!,
        }));
        const flat = leastTimePath(regions({ regions: polygons, background: fast[0]!, bounds }), { from, to, certificateBudgetMs: 0 });
        expect(Math.abs(way.time / flat.time - 1)).toBeLessThan(2e-3);
      }),
      { numRuns: 6 },
    );
  });

  it('let a ray go where the least-time path goes', () => {
    const way = leastTimePath(ground, { from: [4, 0.5], to: [9, 11] });
    const [from, next] = way.path as [number[], number[]];
    const ray = traceRay(ground, { from, direction: [next[0]! - from[0]!, next[1]! - from[1]!], until: ([, z]) => z! - 11 });
    expect(ray.points.at(-1)![0]).toBeCloseTo(9, 6);
    expect(ray.times.at(-1)).toBeCloseTo(way.time, 8);
  });

  it('reflect where they are told to: the way there and back through layers unfolded', () => {
    const echo = interfaces(flat).phase({ from: [0, 0], to: [20, 0], surfaces: [0, 1, 0] });
    const layers = [0.7, 0.3, 0.3, 0.7].map((speed) => ({ speed, thickness: 10 }));
    expect(echo.time).toBeCloseTo(solveLayered(layered({ layers, offset: 20 })).time, 11);
    expect(verifySnell(echo.path, interfaces(flat)).crossings.map(({ kind }) => kind)).toContain('reflection');
    expect(() => interfaces(flat).phase({ from: [0, 0], to: [20, 0], surfaces: [1] })).toThrow(expect.objectContaining({ code: 'INVALID_VISITS' }));
  });

  it('that are ellipses gather parallel rays in one point', () => {
    const [index, a] = [1.5, 3];
    // An ellipse of the eccentricity 1 / index, with its far focus at a + a / index behind the vertex.
    const b = a * Math.sqrt(1 - 1 / index ** 2);
    const lens = interfaces({
      layers: [{ speed: 1 }, { speed: 1 / index }],
      surfaces: [(x) => sub(a, mul(a, sqrt(sub(1, div(square(x), b * b)))))],
      bounds: [-1.5, -1, 1.5, 8],
    });
    for (const height of [0.01, 0.5, 1, 1.3]) {
      const ray = traceRay(lens, { from: [height, -1], direction: [0, 1], until: ([, z]) => z! - (a + a / index) });
      expect(ray.points.at(-1)![0]).toBeCloseTo(0, 9);
    }
  });

  it('make the Cooke triplet, whose focal length is known', () => {
    const squared = 0.55 ** 2;
    // SK16 of Nikon's catalogue, as powers of the wavelength, and F2 of Schott's, by its resonances: the pair behind the published figure.
    const sk16 = Math.sqrt(2.592001 - 0.01540969 * squared + 0.0102268 / squared + 0.001581559 / squared ** 2 - 0.0001877149 / squared ** 3 + 1.012515e-5 / squared ** 4);
    const resonances = [[1.34533359, 0.00997743871], [0.209073176, 0.0470450767], [0.937357162, 111.886764]] as const;
    const f2 = Math.sqrt(resonances.reduce((sum, [strength, at]) => sum + (strength * squared) / (squared - at), 1));
    const thicknesses = [3.25896, 6.00755, 0.99997, 4.75041, 2.95208];
    const radii = [22.01359, -435.76044, -22.21328, 20.29192, 79.6836, -18.39533];
    let vertex = 0;
    const surfaces = radii.map((radius, i) => sphere((vertex += i === 0 ? 0 : thicknesses[i - 1]!), radius));
    const triplet = interfaces({ layers: [1, sk16, 1, f2, 1, sk16, 1].map((index) => ({ speed: 1 / index })), surfaces, bounds: [-4, -5, 4, 70] });
    const focalLength = (height: number): number => {
      const ray = traceRay(triplet, { from: [height, -5], direction: [0, 1] });
      const [across, along] = ray.momenta.at(-1)!;
      return (-height * along!) / across!;
    };
    // Rays near the axis: the error falls with the square of the height.
    const [wide, narrow] = [focalLength(0.02), focalLength(0.01)];
    const found = narrow + (narrow - wide) / 3;
    expect(found).toBeCloseTo(49.9997830714319, 7);
    const indices = [1, sk16, 1, f2, 1, sk16, 1];
    let [height, slope] = [1, 0];
    radii.forEach((radius, i) => {
      slope = (indices[i]! * slope - (height * (indices[i + 1]! - indices[i]!)) / radius) / indices[i + 1]!;
      height += (thicknesses[i] ?? 0) * slope;
    });
    expect(-1 / slope).toBeCloseTo(49.9997830714319, 12);
  });

  it('reflect totally what no ray can leave', () => {
    const glass = interfaces({ layers: [{ speed: 1 }, { speed: 1.5 }], surfaces: [() => 2], bounds: [0, 0, 10, 4] });
    const ray = traceRay(glass, { from: [0, 0], direction: [1, 0.9] });
    expect(ray.points[1]![1]).toBeCloseTo(2, 12);
    expect(ray.points.at(-1)![1]).toBeCloseTo(0, 9);
    expect(ray.ending).toBe('boundary');
    expect(traceRay(glass, { from: [0, 0], direction: [0.1, 1] }).points.at(-1)![1]).toBeCloseTo(4, 9);
  });

  it.each<[string, Partial<InterfacesOptions>, string, RegExp]>([
    ['surfaces that cross', { surfaces: [(x: Tensor) => x.add(10), (x: Tensor) => neg(x).add(20)] }, 'INVALID_SURFACES', /surface 1 is at/],
    ['a surface that is nowhere', { surfaces: [(x: Tensor) => sqrt(x), () => 20] }, 'INVALID_SURFACES', /no depth/],
    ['too few surfaces', { surfaces: [() => 3] }, 'INVALID_LAYERS', /3 layers and 1 surfaces/],
    ['a speed that is none', { layers: [{ speed: 0 }, { speed: 1 }, { speed: 1 }] }, 'INVALID_SPEED', /layers\[0\]\.speed is 0/],
  ])('refuse %s', (_, options, code, message) => {
    expect(() => interfaces({ ...flat, ...options })).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) as string }));
  });

  it('are followed from one end to the other where both lie on a surface', () => {
    const layers = [{ speed: 1 }, { speed: 3 }];
    const depth = (x: number): number => 5 + 0.5 * Math.cos(x);
    const arc = integral((part) => 1.5 * Math.hypot(1, 0.5 * Math.sin(5.5 + 1.5 * part)), 1);
    const plane = interfaces({ layers, surfaces: [(x) => add(5, mul(0.5, cos(x)))], bounds: [0, 0, 10, 10] });
    const space = interfaces({ layers, surfaces: [(x, y) => add(5, add(mul(0.5, cos(x)), mul(0, y)))], bounds: [0, 0, 0, 10, 10, 10] });
    for (const [from, to] of [[5.5, 7], [7, 5.5]] as const) {
      expect(leastTimePath(plane, { from: [from, depth(from)], to: [to, depth(to)] }).time / (arc / 3)).toBeCloseTo(1, 10);
      // Unrolled, the shortest way over a cylinder is straight.
      expect(leastTimePath(space, { from: [from, 2, depth(from)], to: [to, 3, depth(to)] }).time / (Math.hypot(arc, 1) / 3)).toBeCloseTo(1, 6);
    }
  });

  it('refuse ends outside', () => {
    expect(() => leastTimePath(ground, { from: [-3, 1], to: [3, 3] })).toThrow(expect.objectContaining({ code: 'OUTSIDE_MEDIUM' }));
    expect(() => leastTimePath(ground, { from: [1, 1, 1], to: [3, 3] })).toThrow(expect.objectContaining({ code: 'INVALID_POINT' }));
  });
});
