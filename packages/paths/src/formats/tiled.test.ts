import { describe, expect, it } from 'vitest';
import { readTiled } from './readTiled.js';
import { toTiled } from './toTiled.js';

const speed = (value: unknown): object[] => [{ name: 'speed', type: 'float', value }];
const map = (...layers: unknown[]): object => ({
  type: 'map', orientation: 'orthogonal', width: 4, height: 2, tilewidth: 10, tileheight: 10, layers,
  tilesets: [{ firstgid: 1, tiles: [{ id: 0, properties: speed(0.5) }, { id: 2, type: 'water', properties: speed(0) }] }],
});
const tiles = (data: unknown, rest: object = {}): object => ({ type: 'tilelayer', name: 'ground', width: 4, height: 2, data, ...rest });
const objects = (...given: object[]): object => ({ type: 'objectgroup', name: 'areas', objects: given });
const packed = (numbers: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(numbers).buffer);
async function compressed(bytes: Uint8Array, format: CompressionFormat): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream(format))).arrayBuffer());
}
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

describe('readTiled', () => {
  it('joins equal tiles of a row, whatever way they are turned', async () => {
    const { regions, bounds } = await readTiled(map(tiles([1, 0x80000001, 0, 3, 0, 2, 2, 0])), { background: 1 });
    expect(bounds).toEqual([0, 0, 40, 20]);
    expect(regions).toEqual([
      { name: 'ground', speed: 0.5, polygon: [[[0, 20], [20, 20], [20, 10], [0, 10]]] },
      { name: 'ground', speed: 0, polygon: [[[30, 20], [40, 20], [40, 10], [30, 10]]] },
    ]);
  });

  it('decodes tiles in Base64, with zlib and with gzip', async () => {
    const data = packed([1, 1, 0, 3, 0, 2, 2, 0]);
    for (const [compression, bytes] of [['', data], ['zlib', await compressed(data, 'deflate')], ['gzip', await compressed(data, 'gzip')]] as const) {
      const { regions } = await readTiled(map(tiles(base64(bytes), { encoding: 'base64', compression })), { background: 1 });
      expect(regions.map((region) => region.speed)).toEqual([0.5, 0]);
    }
  });

  it('refuses tiles that are cut short', async () => {
    const data = (await compressed(packed([1, 2, 3]), 'deflate')).subarray(0, 9);
    await expect(readTiled(map(tiles(base64(data), { encoding: 'base64', compression: 'zlib' })), { background: 1 })).rejects.toThrow('cannot be decoded');
  });

  it('reads chunks of infinite maps, groups with offsets, and the speed of a layer', async () => {
    const layer = { type: 'tilelayer', offsetx: 5, properties: speed(3), chunks: [{ x: -4, y: 0, width: 2, height: 1, data: [2, 2] }] };
    const { regions } = await readTiled(map({ type: 'group', offsety: 10, layers: [layer] }), { background: 1, unitsPerPixel: 0.1 });
    expect(regions[0]).toMatchObject({ speed: 3 });
    expect(regions[0]!.polygon[0]!.map((corner) => corner.map((x) => Math.round(x * 1e9) / 1e9))).toEqual([[-3.5, 1], [-1.5, 1], [-1.5, 0], [-3.5, 0]]);
  });

  it('turns objects clockwise about where they stand', async () => {
    const { regions, points } = await readTiled(
      map(
        objects(
          { name: 'hut', x: 10, y: 10, width: 4, height: 2, rotation: 90, properties: speed(0) },
          { x: 20, y: 20, rotation: -30, polygon: [{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 0, y: 10 }], properties: speed(2) },
          { name: 'start', x: 1, y: 2, point: true },
          { x: 0, y: 0, width: 5, height: 5 },
        ),
      ),
      { background: 1 },
    );
    expect(regions.map((region) => region.name)).toEqual(['hut', undefined]);
    expect(regions[0]!.polygon[0]).toEqual([[10, 10], [10, 6], [8, 6], [8, 10]]);
    expect(regions[1]!.polygon[0]![1]!.map((x) => Math.round(x * 1e6) / 1e6)).toEqual([28.660254, 5]);
    expect(points).toEqual([{ name: 'start', point: [1, 18] }]);
  });

  it('reads tilesets in files of their own where they are handed over', async () => {
    const data = { ...map(tiles([1, 1, 1, 1, 1, 1, 1, 1])), tilesets: [{ firstgid: 1, source: 'ground.tsj' }] };
    await expect(readTiled(data, { background: 1 })).rejects.toThrow('pass { tilesets: { "ground.tsj"');
    const { regions } = await readTiled(data, { background: 1, tilesets: { 'ground.tsj': { tiles: [{ id: 0, properties: speed(9) }] } } });
    expect(regions.map((region) => region.speed)).toEqual([9, 9]);
  });

  it.each([
    ['cut short', '{', 'not JSON, or is cut short'],
    ['isometric maps', { ...map(), orientation: 'isometric' }, 'the orientation is isometric'],
    ['too few tiles', map(tiles([1, 2])), 'layers[0].data has 2 tiles, and its 4 x 2 are 8'],
    ['zstd', map(tiles('KLUv/SAA', { encoding: 'base64', compression: 'zstd' })), 'base64 and zstd'],
    ['an ellipse with a speed', map(objects({ x: 0, y: 0, width: 3, height: 3, ellipse: true, properties: speed(1) })), 'layers[0].objects[0] has a speed, and is neither'],
    ['a speed in words', map(objects({ x: 0, y: 0, width: 3, height: 3, properties: speed('fast') })), 'the property "speed" of layers[0].objects[0] is "fast"'],
    ['a size in words', { ...map(), tilewidth: 'ten' }, 'tilewidth is "ten"'],
  ])('refuses %s', async (_, data, message) => {
    await expect(readTiled(data, { background: 1 })).rejects.toMatchObject({ code: 'INVALID_FILE', message: expect.stringContaining(message) });
  });
});

describe('toTiled', () => {
  const terrain = { regions: [{ name: 'mud', polygon: [[[10, 20], [42, 20], [10, 52], [10, 20]]], speed: 0.5 }], background: 1, bounds: [10, 20, 74, 84] };

  it('writes what readTiled reads', async () => {
    const { regions, bounds } = await readTiled(JSON.stringify(toTiled(terrain, { unitsPerPixel: 0.5 })), { background: 1, unitsPerPixel: 0.5 });
    expect(regions).toEqual([{ name: 'mud', speed: 0.5, polygon: [[[0, 0], [32, 0], [0, 32]]] }]);
    expect(bounds).toEqual([0, 0, 64, 64]);
  });

  it('refuses holes, which polygons of Tiled have not', () => {
    const [mud] = terrain.regions;
    expect(() => toTiled({ ...terrain, regions: [{ ...mud!, polygon: [...mud!.polygon, [[11, 21], [12, 21], [11, 22]]] }] })).toThrow('regions[0] has 2 rings');
  });
});
