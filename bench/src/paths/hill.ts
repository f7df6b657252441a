import { heightGrid, leastTimePath, tobler } from '@fermat/paths';
import volcano from '../../node_modules/vega-datasets/data/volcano.json' with { type: 'json' };

/** How long a walk over Maunga Whau takes on the grid, by Dijkstra's algorithm with 8 neighbours. */
const onGrid = { there: 451.477, back: 483.396 };

export interface Walk {
  readonly name: string;
  readonly time: number;
  readonly onGrid: number;
  readonly ms: number;
}

/** Walks over Maunga Whau at Tobler's pace. Source of the heights: R. Ihaka's map, as `vega-datasets` ships it. */
export function walksOverTheHill(): Walk[] {
  const { width, height, values } = volcano;
  const heights = Array.from({ length: width }, (_, i) => Array.from({ length: height }, (__, j) => values[j * width + i]!));
  const bounds = [2667405, 6478705, 2667405 + 10 * (height - 1), 6478705 + 10 * (width - 1)];
  const medium = heightGrid({ heights, bounds, cost: tobler() });
  const places = [[2667670, 6479000], [2667800, 6479400]] as const;
  return (['there', 'back'] as const).map((name) => {
    const [from, to] = name === 'there' ? places : [places[1], places[0]];
    const start = performance.now();
    const { time } = leastTimePath(medium, { from, to });
    return { name: `Maunga Whau, ${name}`, time, onGrid: onGrid[name], ms: performance.now() - start };
  });
}
