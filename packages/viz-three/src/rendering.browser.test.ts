import { regions } from '@fermat/paths';
import { AmbientLight, Color, DirectionalLight, OrthographicCamera, Scene, Vector3, WebGLRenderer, type Object3D } from 'three';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DescentTrail } from './descentTrail.js';
import { toWorld } from './ground.js';
import { sampleLandscape } from './landscape.js';
import { LandscapeSurface } from './landscapeSurface.js';
import { PathHistory } from './pathHistory.js';
import { PathLine } from './pathLine.js';
import { TerrainLayers } from './terrainLayers.js';
import { TerrainRegions } from './terrainRegions.js';

const SIZE = 120;
const BACKGROUND = [10, 20, 30];

let renderer: WebGLRenderer;

beforeAll(() => {
  renderer = new WebGLRenderer({ preserveDrawingBuffer: true });
  renderer.setSize(SIZE, SIZE);
  renderer.setClearColor(new Color().setRGB(10 / 255, 20 / 255, 30 / 255, 'srgb'));
});

afterAll(() => renderer.dispose());

/** Looks straight down at the map range [0, 20] x [0, 20]. */
function render(...objects: Object3D[]): (x: number, y: number) => number[] {
  const camera = new OrthographicCamera(-10, 10, 10, -10, 0.1, 100);
  camera.position.set(10, 50, -10);
  camera.up.set(0, 0, -1);
  camera.lookAt(10, 0, -10);
  const scene = new Scene().add(new AmbientLight('white', 2), new DirectionalLight('white', 1), ...objects);
  renderer.render(scene, camera);
  const gl = renderer.getContext();
  return (x, y) => {
    const point = toWorld([x, y], 0, new Vector3()).project(camera);
    const pixel = new Uint8Array(4);
    gl.readPixels(((point.x + 1) / 2) * SIZE, ((point.y + 1) / 2) * SIZE, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return [...pixel.slice(0, 3)];
  };
}

describe('in a browser', () => {
  it('draws a path where it is, and the background elsewhere', () => {
    const line = new PathLine({ color: '#ff0000', linewidth: 6 }).update([[2, 2], [10, 15], [18, 4]]);
    const pixelAt = render(line);
    expect(pixelAt(10, 15)).toEqual([255, 0, 0]);
    expect(pixelAt(6, 8.5)).toEqual([255, 0, 0]);
    expect(pixelAt(10, 5)).toEqual(BACKGROUND);
    line.update([[2, 2], [10, 5], [18, 4]]);
    const moved = render(line);
    expect(moved(10, 5)).toEqual([255, 0, 0]);
    expect(moved(10, 15)).toEqual(BACKGROUND);
    line.dispose();
  });

  it('draws paths beyond its first capacity, after it grew between two frames', () => {
    const history = new PathHistory({ colors: ['#00ff00'], linewidth: 4 }).update({ paths: [[[0, 1], [20, 1]]] });
    render(history);
    history.update({ paths: Array.from({ length: 40 }, (_, i) => [[0, i / 2], [20, i / 2]]) });
    const pixelAt = render(history);
    for (const y of [1, 10, 19.5]) expect(pixelAt(10, y)).toEqual([0, 255, 0]);
    history.dispose();
  });

  it('draws terrains in colours ordered by speed', () => {
    const terrains = new TerrainLayers({ colors: ['#000000', '#ffffff'] }).update({
      layers: [{ thickness: 10, speed: 0.7 }, { thickness: 6, speed: 0.3 }, { thickness: 4, speed: 0.45 }],
      extent: [2, 18],
    });
    const pixelAt = render(terrains);
    const brightness = [5, 13, 18].map((y) => pixelAt(10, y)[0]!);
    expect(brightness[0]).toBeGreaterThan(brightness[2]!);
    expect(brightness[2]).toBeGreaterThan(brightness[1]!);
    expect(pixelAt(1, 10)).toEqual(BACKGROUND);
    terrains.dispose();
  });

  it('draws a map of polygons with a path over it, and follows an update', () => {
    const terrains = new TerrainRegions({ colors: ['#000000', '#ffffff'], obstacleColor: '#ff0000', speeds: [0, 4] });
    const line = new PathLine({ color: '#0000ff', linewidth: 6 }).update([[3, 5], [17, 5]]);
    for (const shift of [0, 8]) {
      const polygon = [[3, 8], [8, 8], [8, 13], [3, 13]].map(([x = 0, y = 0]) => [x + shift, y]);
      terrains.update(regions({ regions: [{ polygon: [[2, 7], [18, 7], [18, 18], [2, 18]], speed: 3 }, { polygon, speed: 0 }], background: 1, bounds: [1, 1, 19, 19] }).arrangement);
      const pixelAt = render(terrains, line);
      const [red, green, blue] = pixelAt(5.5 + shift, 10.5) as [number, number, number];
      expect(red).toBeGreaterThan(200);
      expect(green + blue).toBeLessThan(40);
      const [fast, slow] = [pixelAt(13.5 - shift, 10.5), pixelAt(10, 3)] as [[number, number, number], [number, number, number]];
      for (const grey of [fast, slow]) expect(Math.max(...grey) - Math.min(...grey)).toBeLessThan(3);
      expect(fast[0]).toBeGreaterThan(slow[0] + 60);
      expect(slow[0]).toBeGreaterThan(20);
      expect(pixelAt(10, 5)).toEqual([0, 0, 255]);
      expect(pixelAt(0.5, 10)).toEqual(BACKGROUND);
    }
    terrains.dispose();
    line.dispose();
  });

  it('draws a landscape with the descent on top, and follows an update', () => {
    const grid = { x: [0, 20], y: [0, 20], columns: 31, rows: 31 } as const;
    const surface = new LandscapeSurface({ colors: ['#000040', '#404080'], contourCount: 0 });
    const trail = new DescentTrail({ colors: ['#ffff00'], linewidth: 6, optimumColor: '#ff00ff' });
    for (const bottom of [6, 14]) {
      surface.update(sampleLandscape((x, y) => (x - bottom) ** 2 + (y - 10) ** 2, grid));
      trail.update({ iterates: [[bottom, 19], [bottom, 15]], optimum: [bottom, 10] }, surface);
      const pixelAt = render(surface, trail);
      expect(pixelAt(bottom, 17)).toEqual([255, 255, 0]);
      const [red, green, blue] = pixelAt(bottom, 10) as [number, number, number];
      expect(Math.min(red, blue)).toBeGreaterThan(200);
      expect(green).toBeLessThan(40);
      const [r, g, b] = pixelAt(20 - bottom, 17) as [number, number, number];
      expect(b).toBeGreaterThan(Math.max(r, g));
    }
    surface.dispose();
    trail.dispose();
  });

  it('gives everything back to the graphics card', () => {
    const { memory } = renderer.info;
    const before = { ...memory };
    const surface = new LandscapeSurface().update(sampleLandscape((x, y) => x + y, { x: [0, 1], y: [0, 1], columns: 5, rows: 5 }));
    const objects = [
      surface,
      new DescentTrail().update({ iterates: [[0, 0], [1, 1]], optimum: [1, 0] }, surface),
      new TerrainLayers().update({ layers: [{ thickness: 1, speed: 1 }], extent: [0, 1] }),
      new TerrainRegions().update(regions({ regions: [], background: 1, bounds: [0, 0, 1, 1] }).arrangement),
      new PathLine().update([[0, 0], [1, 1]]),
      new PathHistory().update({ paths: [[[0, 0], [1, 1]]] }),
    ];
    render(...objects);
    expect(memory.geometries).toBeGreaterThan(before.geometries);
    for (const object of objects) object.dispose();
    expect({ ...memory }).toEqual(before);
  });
});
