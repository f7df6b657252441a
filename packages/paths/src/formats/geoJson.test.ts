import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGeoJson } from './readGeoJson.js';
import { toGeoJson } from './toGeoJson.js';

const square = [[[1000, 0], [2000, 0], [2000, 1000], [1000, 0]]];
const feature = (geometry: unknown, properties: unknown = { speed: 2 }): object => ({ type: 'Feature', geometry, properties });
const collection = (...features: unknown[]): object => ({ type: 'FeatureCollection', features });
const polygon = (coordinates: unknown = square): object => ({ type: 'Polygon', coordinates });

describe('readGeoJson', () => {
  it('keeps the order of features, parts multipolygons, and hands over points', async () => {
    const map = await readGeoJson(
      JSON.stringify(
        collection(
          feature({ type: 'MultiPolygon', coordinates: [square, [[[0, 0, 7], [500, 0, 7], [0, 500, 7], [0, 0, 7]]]] }, { speed: 0, name: 'lakes' }),
          feature({ type: 'Point', coordinates: [700, 300] }, { name: 'goal' }),
          feature({ type: 'LineString', coordinates: [[0, 0], [1, 1]] }, null),
          feature({ type: 'GeometryCollection', geometries: [polygon()] }, { speed: 3 }),
          feature(null),
        ),
      ),
      { background: 1 },
    );
    expect(map.regions.map(({ speed, name }) => [speed, name])).toEqual([[0, 'lakes'], [0, 'lakes'], [3, undefined]]);
    expect(map.regions[1]!.polygon[0]![1]).toEqual([500, 0]);
    expect(map.points).toEqual([{ name: 'goal', point: [700, 300] }]);
    expect(map.bounds).toEqual([0, 0, 2000, 1000]);
    expect(map.skipped).toBe(1);
  });

  it('takes speeds from a function of the properties', async () => {
    const speeds: Record<string, number> = { mud: 0.3 };
    const map = await readGeoJson(feature(polygon(), { landcover: 'mud' }), { background: 1, speed: ({ landcover }) => speeds[String(landcover)]! });
    expect(map.regions[0]!.speed).toBe(0.3);
  });

  it.each([
    ['cut short', '{"type": "Feature"', {}, 'not JSON, or is cut short'],
    ['another kind of file', { type: 'Topology' }, {}, 'GeoJSON: type is "Topology"'],
    ['a list', [], {}, 'GeoJSON: the file is a list of 0'],
    ['null', null, {}, 'GeoJSON: the file is null'],
    ['a ring of two points', collection(feature(polygon([[[1000, 0], [2000, 0]]]))), {}, 'features[0].geometry.coordinates[0] is a list of 2'],
    ['a text for a number', feature(polygon([[[1000, '0'], [0, 0], [1, 1], [1000, 0]]])), {}, 'geometry.coordinates[0][0][1] is "0"'],
    ['no speed', collection(feature(polygon(), { Speed: 1 })), {}, 'the property "speed" of features[0] is missing'],
    ['a negative speed', feature(polygon(), { speed: -1 }), {}, 'the property "speed" of the feature is -1'],
    ['degrees without a word', feature(polygon([[[8, 47], [8.1, 47], [8, 47.1], [8, 47]]])), {}, "pass crs: 'wgs84' if they are"],
    ['an unknown crs', feature(polygon()), { crs: 'EPSG:3857' as 'planar' }, 'crs is "EPSG:3857"'],
    ['metres as degrees', feature(polygon()), { crs: 'wgs84' as const }, "pass crs: 'planar'"],
    ['a continent', feature(polygon([[[0, 0], [60, 0], [0, 47.1], [0, 0]]])), { crs: 'wgs84' as const }, 'too far for one plane'],
    ['nothing to see', collection(), {}, 'no polygon in it'],
  ])('refuses %s', async (_, data, options, message) => {
    await expect(readGeoJson(data, { background: 1, ...options })).rejects.toMatchObject({ code: 'INVALID_FILE', message: expect.stringContaining(message) });
  });

  it('writes what it read', async () => {
    const data = collection(feature(polygon([[[8, 47], [8.1, 47], [8, 47.1], [8, 47]]]), { name: 'a', speed: 2 }));
    const { regions, projection } = await readGeoJson(data, { background: 1, crs: 'wgs84' });
    const written = toGeoJson({ regions, projection, paths: [{ path: [[0, 0], [10, 10]], properties: { time: 4 } }] });
    const [area, line] = written.features;
    (area!.geometry.coordinates as number[][][])[0]!.forEach((place, i) => place.forEach((x, axis) => expect(x).toBeCloseTo([[8, 47], [8.1, 47], [8, 47.1], [8, 47]][i]![axis]!, 10)));
    expect(area!.properties).toEqual({ name: 'a', speed: 2 });
    expect(line!.geometry.type).toBe('LineString');
    expect((line!.geometry.coordinates as number[][])[0]).toEqual(projection!.origin.map((x) => expect.closeTo(x, 10) as number));
  });
});

/** A place on the ellipsoid in space, in metres. */
function inSpace([longitude, latitude]: readonly number[]): [number, number, number] {
  const [a, e2] = [6_378_137, 0.00669437999014];
  const [lambda, phi] = [(longitude! * Math.PI) / 180, (latitude! * Math.PI) / 180];
  const n = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  return [n * Math.cos(phi) * Math.cos(lambda), n * Math.cos(phi) * Math.sin(lambda), n * (1 - e2) * Math.sin(phi)];
}

describe('the local projection', () => {
  it('keeps distances within the error that it states, as measured in space', async () => {
    const middle = fc.record({ longitude: fc.double({ min: -175, max: 175, noNaN: true }), latitude: fc.double({ min: -84, max: 84, noNaN: true }), extent: fc.double({ min: 0.01, max: 4, noNaN: true }), bearing: fc.double({ min: 0, max: 6.28, noNaN: true }) });
    await fc.assert(
      fc.asyncProperty(middle, async ({ longitude, latitude, extent, bearing }) => {
        const corner = [longitude + extent, latitude + extent];
        const ring = [[longitude, latitude], [longitude + extent, latitude], corner, [longitude, latitude]];
        const { projection } = await readGeoJson(feature(polygon([ring])), { background: 1, crs: 'wgs84' });
        const near = [corner[0]! - 1e-3 * Math.abs(Math.cos(bearing)), corner[1]! - 1e-3 * Math.abs(Math.sin(bearing))];
        const onMap = Math.hypot(...projection!.project(corner).map((x, i) => x - projection!.project(near)[i]!));
        const inAir = Math.hypot(...inSpace(corner).map((x, i) => x - inSpace(near)[i]!));
        expect(Math.abs(onMap / inAir - 1)).toBeLessThanOrEqual(projection!.relativeError + 1e-6);
        projection!.unproject(projection!.project(near)).forEach((x, i) => expect(x).toBeCloseTo(near[i]!, 8));
      }),
      { numRuns: 60 },
    );
  });
});
