import type { LayeredMedium, PiecewiseMedium, RegionsMedium } from '@fermat/paths';
import type { LayerInput, LayerKind, Plugin } from '@fermat/toolkit';
import type { Object3D } from 'three';
import { DescentTrail } from './descentTrail.js';
import { notTwoUnknownsError } from './errors.js';
import { finiteExtent, sampleLandscape, type Landscape } from './landscape.js';
import { LandscapeSurface } from './landscapeSurface.js';
import { PathHistory } from './pathHistory.js';
import { PathLine } from './pathLine.js';
import { TerrainLayers } from './terrainLayers.js';
import { TerrainRegions } from './terrainRegions.js';

declare module '@fermat/toolkit' {
  interface LayerTargets {
    /** An object for a three.js scene, with a `dispose` method. */
    readonly three: Object3D;
  }
}

/** Samples of the landscape along each unknown. */
const SAMPLES = 41;

/** How far a picture reaches beyond what it shows, relative to that. */
const MARGIN = 0.25;

/** How thick a map is drawn, and how high what nothing passes, relative to its larger side. */
const RELIEF = 0.02;

/**
 * The toolkit plugin with this package's renderers, as layers with the target `three`: `terrainLayers` and `terrainRegions`,
 * which are empty where the terrain is of another kind, `pathLine`, `pathHistory`, `alternativePaths`, and for problems of two
 * unknowns `landscapeSurface` and `descentTrail`. Who asks for an object owns it and disposes of it.
 *
 * @example
 * ```ts
 * import { createProblem, createToolkit, parseScenario, paths, solveScenario } from '@fermat/toolkit';
 * import { vizThree } from '@fermat/viz-three';
 * import { Object3D, Scene } from 'three';
 *
 * const toolkit = createToolkit({ plugins: [paths(), vizThree()] });
 * const scenario = parseScenario(toolkit.scenarios.get('three-terrains'), toolkit);
 * const result = await solveScenario(scenario, { toolkit });
 * const problem = createProblem(scenario, toolkit);
 * const scene = new Scene();
 * for (const name of ['terrainLayers', 'pathHistory', 'pathLine']) {
 *   const drawn = toolkit.layers.get(name).create({ result, problem });
 *   if (drawn instanceof Object3D) scene.add(drawn);
 * }
 * ```
 */
export function vizThree(): Plugin {
  return {
    name: 'viz-three',
    layers: {
      terrainLayers: layer('the terrains of parallel layers as slabs coloured by speed', ({ problem, result }) => {
        const layers = isLayered(problem.medium) ? problem.medium.layers : [];
        return new TerrainLayers().update({ layers, extent: padded(result.straight.path.map(([x = 0]) => x)) });
      }),
      terrainRegions: layer('the terrains of a map of polygons as a slab coloured by speed, with what nothing passes rising from it', ({ problem: { medium } }) => {
        if (!isMap(medium)) return new TerrainRegions();
        const [xmin = 0, ymin = 0, xmax = 0, ymax = 0] = medium.bounds;
        const height = RELIEF * Math.max(xmax - xmin, ymax - ymin);
        return new TerrainRegions({ slabHeight: height, obstacleHeight: height }).update(medium.arrangement);
      }),
      pathLine: layer('the path found', ({ result }) => new PathLine().update(result.path)),
      pathHistory: layer('the path of each iteration, coloured by iteration', ({ problem, result }) =>
        new PathHistory().update({ paths: 'labels' in problem ? result.iterations.map(({ x }) => problem.path(x)) : [] }),
      ),
      alternativePaths: layer('the other ways that a search found', ({ result }) =>
        new PathHistory({ colors: ['#7d61e0'] }).update({ paths: result.alternatives.map(({ path }) => path) }),
      ),
      landscapeSurface: layer('the objective over its two unknowns, as a surface with contour lines', (input) =>
        new LandscapeSurface().update(landscapeOf(input)),
      ),
      descentTrail: layer('the trail of the descent on the landscape of its two unknowns', (input) => {
        const { iterations, optimum } = input.result;
        const ground = new LandscapeSurface({ contourCount: 0 }).update(landscapeOf(input));
        const trail = new DescentTrail().update({ iterates: iterations.map(({ x }) => x), optimum: optimum?.x ?? null }, ground);
        ground.dispose();
        return trail;
      }),
    },
  };
}

function layer(summary: string, create: (input: LayerInput) => Object3D): LayerKind<'three'> {
  return { summary, target: 'three', create };
}

function isLayered(medium: PiecewiseMedium): medium is LayeredMedium {
  return 'layers' in medium;
}

function isMap(medium: PiecewiseMedium): medium is RegionsMedium {
  return 'arrangement' in medium;
}

/** The time around the start, the iterates and the optimum. */
function landscapeOf({ problem, result }: LayerInput): Landscape {
  if (!('labels' in problem)) throw notTwoUnknownsError(0);
  if (problem.labels.length !== 2) throw notTwoUnknownsError(problem.labels.length);
  const points = [...result.iterations.map(({ x }) => x), result.straight.x, ...(result.optimum ? [result.optimum.x] : [])];
  const unknowns = Float64Array.of(0, 0);
  return sampleLandscape(
    (x, y) => {
      unknowns[0] = x;
      unknowns[1] = y;
      return problem.time(unknowns).item();
    },
    { x: padded(points.map(([x = 0]) => x)), y: padded(points.map(([, y = 0]) => y)), columns: SAMPLES, rows: SAMPLES },
  );
}

function padded(values: readonly number[]): [number, number] {
  const [smallest, largest] = finiteExtent(values);
  const margin = MARGIN * (largest - smallest) || 1;
  return [smallest - margin, largest + margin];
}
