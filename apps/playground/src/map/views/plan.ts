import type { Point } from '@fermat/paths';
import type { Spot } from '../model/state.js';

/** The map's rectangle on the page: its drawing, north up, and elements that lie over points of it. */
export interface Plan {
  /** In metres from the north-west corner, x to the east and y to the south. */
  readonly drawing: SVGSVGElement;
  /** A point's place in the drawing. */
  at(point: Point): Spot;
  /** The map's point under the pointer. */
  pointAt(clientX: number, clientY: number): Spot;
  /** Lies over the drawing; what is in it is put over points. */
  readonly overlay: HTMLElement;
  /** Puts an element of the overlay over a point. */
  place(element: HTMLElement, point: Point): void;
}

export function createPlan(host: HTMLElement, [xmin = 0, ymin = 0, xmax = 1, ymax = 1]: readonly number[], label: string): Plan {
  const [width, height] = [xmax - xmin, ymax - ymin];
  const drawing = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label });
  const overlay = document.createElement('div');
  overlay.className = 'overlay';
  const plan = document.createElement('div');
  plan.className = 'plan';
  plan.style.setProperty('--ratio', String(width / height));
  plan.append(drawing, overlay);
  host.append(plan);
  return {
    drawing,
    at: ([x = 0, y = 0]) => [x - xmin, ymax - y],
    pointAt(clientX, clientY) {
      const box = plan.getBoundingClientRect();
      return [xmin + ((clientX - box.left) / box.width) * width, ymax - ((clientY - box.top) / box.height) * height];
    },
    overlay,
    place(element, [x = 0, y = 0]) {
      element.style.left = `${((x - xmin) / width) * 100}%`;
      element.style.top = `${((ymax - y) / height) * 100}%`;
    },
  };
}

/** Makes an element of a drawing. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Readonly<Record<string, string>>, ...children: readonly SVGElement[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
