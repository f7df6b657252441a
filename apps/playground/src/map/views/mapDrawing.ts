import type { Point } from '@fermat/paths';
import type { Frame } from '../model/frame.js';
import { placed } from '../model/state.js';
import type { SpeedScale } from '../../page/speedColors.js';
import { svg, type Plan } from './plan.js';

/** Draws terrains from below upwards, the straight line, the other ways, and the shown one over all. */
export function createMapDrawing({ drawing, at }: Plan): { update(frame: Frame, colors: SpeedScale): void } {
  const background = svg('rect', { width: '100%', height: '100%' });
  const ground = svg('g', { class: 'ground' });
  const routes = svg('g', { class: 'routes' });
  drawing.append(hatching(), background, ground, routes);

  const line = (path: readonly Point[]): string => path.map((point) => at(point).join(',')).join(' ');
  const polyline = (path: readonly Point[], className: string): SVGElement => svg('polyline', { points: line(path), class: className });
  const dots = (path: readonly Point[]): SVGElement[] =>
    // A line of no length with a round cap: a dot of the same size at every scale.
    path.slice(1, -1).map((point) => svg('path', { d: `M${at(point).join(' ')}h0`, class: 'crossing-dot' }));

  return {
    update({ state: { setup }, result, stale, ways, shown }, colors) {
      const paint = (speed: number): string => (speed === 0 ? 'url(#impassable)' : colors(speed));
      background.setAttribute('fill', paint(setup.background));
      ground.replaceChildren(
        ...setup.terrains.map((terrain) => {
          const d = placed(terrain).map((ring) => `M${ring.map((corner) => at(corner).join(' ')).join('L')}Z`).join('');
          return svg('path', { d, 'fill-rule': 'evenodd', fill: paint(terrain.speed) });
        }),
      );
      const { path = [], snell = null } = ways[shown] ?? {};
      routes.classList.toggle('stale', stale);
      routes.replaceChildren(
        ...(result ? [polyline(result.straight.path, 'straight')] : []),
        ...ways.flatMap((way, i) => (i === shown ? [] : [polyline(way.path, 'casing thin'), polyline(way.path, 'other')])),
        polyline(path, 'casing'),
        polyline(path, 'route'),
        // A way with costs bends everywhere.
        ...(snell ? dots(path) : []),
      );
    },
  };
}

/** The pattern of ground that nothing passes. */
function hatching(): SVGElement {
  const stroke = svg('path', { d: 'M0 0v3', class: 'hatch' });
  const ground = svg('rect', { width: '3', height: '3', class: 'blocked' });
  const pattern = svg('pattern', { id: 'impassable', width: '1.8', height: '1.8', patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, ground, stroke);
  return svg('defs', {}, pattern);
}
