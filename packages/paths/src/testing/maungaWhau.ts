import volcano from '../../node_modules/vega-datasets/data/volcano.json' with { type: 'json' };

/**
 * The heights of Maunga Whau in metres, at the centres of cells of 10 m: rows from the south, columns from the west.
 *
 * Source: R. Ihaka's digitised map, as `vega-datasets` ships it, a row of which runs from south to north.
 */
export function maungaWhau(): { heights: number[][]; bounds: [number, number, number, number] } {
  const { width, height, values } = volcano;
  const heights = Array.from({ length: width }, (_, i) => Array.from({ length: height }, (__, j) => values[j * width + i]!));
  return { heights, bounds: [2667405, 6478705, 2667405 + 10 * (height - 1), 6478705 + 10 * (width - 1)] };
}
