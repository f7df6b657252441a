import { PathHistory, PathLine, TerrainLayers } from '@fermat/viz-three';
import { DirectionalLight, Group, HemisphereLight, type Scene } from 'three';
import type { Frame } from '../model/frame.js';
import { iterationColors, speedColorRange } from '../palette.js';
import { speedColors } from '../../page/speedColors.js';

/** The larger side of the map, in world units, whatever the setup. */
const SIZE = 20;

/** How far the slabs reach beyond the start and the goal when they are seen in perspective, in world units. */
export const SLAB_MARGIN = 5;

/** How far the normals reach to both sides of a crossing, in world units. */
const NORMAL = 1.6;

/** The map's objects: terrains, the paths of the iterations, the straight line, the path of least time, and normals. */
export interface TerrainScene {
  /** In metres as on the map: `localToWorld` and `worldToLocal` lead to the world and back. */
  readonly world: Group;
  /** Scales the map to the world, its middle at the origin, and returns its size there. */
  scale(frame: Frame): { readonly width: number; readonly depth: number };
  /** Draws a frame, the slabs reaching `halfWidth` to both sides, in world units; by default a little beyond the path. */
  update(frame: Frame, halfWidth: number | null): void;
}

export function createTerrainScene(scene: Scene, borders: number): TerrainScene {
  const terrains = new TerrainLayers({ colors: speedColors, speeds: speedColorRange, interfaceColor: '#ffffff' });
  const straight = new PathLine({ color: '#ffffff', linewidth: 1.5, opacity: 0.55, elevation: 0.04 });
  const history = new PathHistory({ colors: iterationColors, linewidth: 1.6, opacity: 0.75, elevation: 0.08 });
  const optimum = new PathLine({ color: '#ffffff', linewidth: 5, elevation: 0.2 });
  const current = new PathLine({ color: iterationColors.at(-1)!, linewidth: 3.5, elevation: 0.3 });
  const normals = Array.from({ length: borders }, () => new PathLine({ color: '#ffffff', linewidth: 1.2, opacity: 0.85, elevation: 0.35 }));
  const world = new Group().add(terrains, straight, history, optimum, current, ...normals);
  const sun = new DirectionalLight('#fff4dc', 1.2);
  sun.position.set(-14, 30, 12);
  scene.add(world, sun, new HemisphereLight('#ffffff', '#c9c2b4', 2.1));

  return {
    world,
    scale({ solution: { setup, problem } }) {
      const depth = setup.layers.reduce((sum, { thickness }) => sum + thickness, 0);
      const width = Math.abs(problem.path(problem.straight).at(-1)![0]!);
      const size = SIZE / Math.max(width, depth);
      world.scale.setScalar(size);
      world.position.set((-setup.offset / 2) * size, 0, (depth / 2) * size);
      world.updateMatrixWorld();
      return { width: width * size, depth: depth * size };
    },
    update({ solution, shown, lastIteration, current: examined, optimum: best }, halfWidth) {
      const { setup, result, paths } = solution;
      const reach = (halfWidth ?? (Math.abs(setup.offset) / 2) * world.scale.x + SLAB_MARGIN) / world.scale.x;
      terrains.update({ layers: setup.layers, extent: [setup.offset / 2 - reach, setup.offset / 2 + reach] });
      straight.update(result.straight.path);
      history.update({ paths: paths.slice(0, shown + 1), total: lastIteration + 1 });
      optimum.update(best.path);
      current.update(examined.path);
      const reachOfNormal = NORMAL / world.scale.x;
      normals.forEach((normal, i) => {
        const [x = 0, depth = 0] = examined.path[i + 1]!;
        normal.update([
          [x, depth - reachOfNormal],
          [x, depth + reachOfNormal],
        ]);
      });
    },
  };
}
