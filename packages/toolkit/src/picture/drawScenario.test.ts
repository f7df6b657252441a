import { expect, test } from 'vitest';
import { paths } from '../builtin/paths.js';
import { createToolkit } from '../plugins/createToolkit.js';
import { definePlugin } from '../plugins/definePlugin.js';
import type { LayerKind } from '../plugins/plugin.js';
import { solveScenario } from '../run/solveScenario.js';
import { parseScenario } from '../scenario/parseScenario.js';
import { drawScenario } from './drawScenario.js';
import type { Drawing, Mark, Spot, Text } from './mark.js';
import { textWidth } from './textWidth.js';
import { toSvg } from './toSvg.js';

const toolkit = createToolkit({ plugins: [paths()] });
const ready = toolkit.scenarios.get('three-terrains');
const draw = async (input: object): Promise<Drawing> =>
  drawScenario(await solveScenario(parseScenario(input, toolkit), { toolkit }), { toolkit });

const group = (drawing: Drawing, name: string): readonly Mark[] => drawing.groups.find((one) => one.name === name)?.marks ?? [];
const texts = (marks: readonly Mark[]): readonly Text[] => marks.filter((mark): mark is Text => mark.kind === 'text');

/** Thirty thin layers, and a way fifteen times as long as they are thick together. */
const wide = {
  ...ready,
  medium: { type: 'layered', layers: Array.from({ length: 30 }, (_, index) => ({ name: `a rather long name for layer ${index}`, thickness: 1 + (index % 3), speed: 1 + (index % 4) })), offset: 900 },
  start: undefined,
};
const steep = { ...ready, medium: { type: 'layered', layers: [{ thickness: 100, speed: 2 }, { thickness: 200, speed: 1 }], offset: 0 }, start: [1] };
const backwards = { ...ready, medium: { type: 'layered', layers: [{ thickness: 10, speed: 2 }, { thickness: 10, speed: 1 }], offset: -15 }, start: [-1] };
const diverging = { ...ready, method: { type: 'gradientDescent', learningRate: 60 }, stop: { maxIterations: 40 } };

test('the picture has its parts, from the ground upwards', async () => {
  const drawing = await draw(ready);
  expect(drawing.groups.map(({ name }) => name)).toEqual(['header', 'terrain', 'iterates', 'straight', 'alternatives', 'optimum', 'angles', 'axes', 'panel']);
  const words = texts(group(drawing, 'terrain')).map(({ text }) => text);
  expect(words).toEqual(['grass', '0.7 m/s', 'mud', '0.3 m/s', 'sand', '0.45 m/s']);
  expect(texts(group(drawing, 'angles')).map(({ text }) => text)).toEqual(['48.2°', '18.6°', '18.6°', '28.6°']);
  expect(texts(group(drawing, 'header'))[1]?.text).toContain('81.9117 s');
});

test('the scales of both axes agree, so that angles are true', async () => {
  const drawing = await draw(ready);
  const [line] = group(drawing, 'straight');
  if (line?.kind !== 'polyline') throw new Error('no straight line');
  const [from = [0, 0], to = [0, 0]]: readonly Spot[] = [line.points[0], line.points.at(-1)].filter((point) => point !== undefined);
  expect((to[0] - from[0]) / (from[1] - to[1])).toBeCloseTo(20 / 30, 9);
});

test('iterates go from the first colour to the last, and dots mark their crossings', async () => {
  const drawing = await draw(ready);
  const marks = group(drawing, 'iterates');
  const lines = marks.filter(({ kind }) => kind === 'polyline');
  const dots = marks.filter(({ kind }) => kind === 'circle');
  expect(lines.length).toBeGreaterThan(20);
  expect(dots).toHaveLength(2 * lines.length);
  expect(new Set(lines.map((mark) => 'stroke' in mark && mark.stroke)).size).toBe(lines.length);
});

test.each<[string, object]>([
  ['three terrains', ready],
  ['many layers and a long way', wide],
  ['a goal straight ahead', steep],
  ['a goal to the left', backwards],
  ['a descent that diverges', diverging],
])('%s: every number is finite, every text lies on the page and none on another', async (_, input) => {
  const drawing = await draw(input);
  expect(toSvg(drawing)).not.toMatch(/NaN|Infinity|undefined/);
  const boxes = texts(drawing.groups.flatMap(({ marks }) => marks))
    .filter(({ rotationDeg }) => rotationDeg === undefined)
    .map(box);
  for (const { left, right, top, bottom } of boxes) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(drawing.width);
    expect(bottom).toBeLessThanOrEqual(drawing.height);
  }
  const overlaps = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => overlap(one, other)).map((other) => `${one.text} / ${other.text}`));
  expect(overlaps).toEqual([]);
});

test("a plugin's layer is drawn, above those of the plugins before it", async () => {
  const dot: LayerKind<'drawing'> = {
    summary: 'a dot at the goal',
    target: 'drawing',
    create: ({ result }) => (frame) => [{ kind: 'circle', center: frame.at(result.path.at(-1) ?? []), radius: 9, fill: 'lime' }],
  };
  const loaded = createToolkit({ plugins: [paths(), definePlugin({ name: 'dots', layers: { dot } })] });
  const result = await solveScenario(parseScenario(ready, loaded), { toolkit: loaded });
  const drawing = drawScenario(result, { toolkit: loaded });
  const names = drawing.groups.map(({ name }) => name);
  expect(names.indexOf('dot')).toBe(names.indexOf('angles') + 1);
  expect(toSvg(drawing)).toContain('<g id="dot">\n<circle ');
});

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function box({ text, at: [x, y], size, anchor }: Text): Box {
  const width = textWidth(text, size);
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  return { text, left, right: left + width, top: y - 0.75 * size, bottom: y + 0.22 * size };
}

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
