import type { Drawing, Mark, Spot, Text } from './mark.js';
import { fontFamily, paper } from './theme.js';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * A drawing as one self-contained SVG file: no scripts, no references, text as text.
 *
 * @example
 * ```ts
 * import { toSvg } from '@fermat/toolkit';
 *
 * const svg = toSvg({
 *   width: 100,
 *   height: 50,
 *   title: 'A dot',
 *   description: 'A black dot in the middle',
 *   groups: [{ name: 'dots', marks: [{ kind: 'circle', center: [50, 25], radius: 5, fill: 'black' }] }],
 * });
 * console.log(svg.includes('<circle cx="50" cy="25" r="5" fill="black"/>')); // true
 * ```
 */
export function toSvg({ width, height, title, description, groups }: Drawing): string {
  const lines = [
    `<svg${attributes({ xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-labelledby': 'title description', 'font-family': fontFamily })}>`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape(description)}</desc>`,
    `<rect${attributes({ width, height, fill: paper })}/>`,
    ...groups.flatMap(({ name, marks }) => [`<g id="${escape(name)}">`, ...marks.map(element), '</g>']),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

/** How each kind of mark is written. */
const elements: { readonly [K in Mark['kind']]: (mark: Extract<Mark, { kind: K }>) => string } = {
  polygon: (mark) => `<polygon${attributes({ points: spots(mark.points), ...paint(mark) })}/>`,
  polyline: (mark) =>
    `<polyline${attributes({ points: spots(mark.points), ...paint(mark), ...(mark.dash === undefined ? roundEnds : {}) })}/>`,
  circle: (mark) => `<circle${attributes({ cx: mark.center[0], cy: mark.center[1], r: mark.radius, ...paint(mark) })}/>`,
  text,
};

const element = (mark: Mark): string => (elements[mark.kind] as (mark: Mark) => string)(mark);

const roundEnds: Attributes = { 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };

function text({ at: [x, y], text: content, size, weight, anchor, color, halo, rotationDeg }: Text): string {
  const edge = halo === undefined ? {} : { stroke: halo, 'stroke-width': size / 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };
  const style = attributes({
    x,
    y,
    'font-size': size,
    'font-weight': weight === 'semibold' ? 600 : undefined,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    fill: color,
    ...edge,
    transform: rotationDeg === undefined ? undefined : `rotate(${number(rotationDeg)} ${number(x)} ${number(y)})`,
  });
  return `<text${style}>${escape(content)}</text>`;
}

function paint(mark: Exclude<Mark, Text>): Attributes {
  const { fill, stroke, strokeWidth, dash, opacity } = mark;
  return {
    fill: fill ?? 'none',
    stroke,
    'stroke-width': strokeWidth,
    'stroke-dasharray': dash?.join(' '),
    opacity,
  };
}

const spots = (points: readonly Spot[]): string => points.map(([x, y]) => `${number(x)},${number(y)}`).join(' ');

const attributes = (values: Attributes): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? number(value) : escape(value ?? '')}"`)
    .join('');

/** Hundredths of a page unit are finer than any device. */
const number = (value: number): string => String(Math.round(value * 100) / 100);

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that is safe between tags and in attributes; control characters, which XML forbids, are dropped. */
const escape = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replaceAll(/[&<>"]/g, (letter) => escapes[letter] ?? letter);
