import type { Corners } from './corners.js';

/** The Voronoi cells of sites within a convex polygon: to each site the places that no other is closer to. */
export const voronoiCells = (sites: Corners, within: Corners): Corners[] =>
  sites.map((site) => sites.reduce((cell, other) => (other === site ? cell : closerTo(site, other, cell)), within));

function closerTo([x, y]: Corners[number], [u, v]: Corners[number], cell: Corners): Corners {
  const excess = ([a, b]: Corners[number]): number => (a - (x + u) / 2) * (u - x) + (b - (y + v) / 2) * (v - y);
  return cell.flatMap((corner, i) => {
    const next = cell[(i + 1) % cell.length]!;
    const [here, there] = [excess(corner), excess(next)];
    const kept = here <= 0 ? [corner] : [];
    if (here * there >= 0) return kept;
    const part = here / (here - there);
    return [...kept, [corner[0] + part * (next[0] - corner[0]), corner[1] + part * (next[1] - corner[1])] as const];
  });
}
