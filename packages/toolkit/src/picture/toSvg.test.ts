import { expect, test } from 'vitest';
import type { Drawing, Mark } from './mark.js';
import { toSvg } from './toSvg.js';

const page = (...marks: readonly Mark[]): Drawing => ({
  width: 200,
  height: 100,
  title: 'Fish & <chips>',
  description: 'A "quoted" page',
  groups: [{ name: 'things', marks }],
});

test('each kind of mark is an element', () => {
  const svg = toSvg(
    page(
      { kind: 'polygon', points: [[0, 0], [10, 0], [5, 8.123]], fill: 'red' },
      { kind: 'polyline', points: [[0, 0], [1, 1]], stroke: 'blue', strokeWidth: 2, dash: [4, 2] },
      { kind: 'circle', center: [5, 5], radius: 2, fill: 'green', opacity: 0.5 },
      { kind: 'text', at: [50, 50], text: 'up', size: 12, color: 'black', anchor: 'end', weight: 'semibold', rotationDeg: -90 },
    ),
  );
  expect(svg).toContain('<polygon points="0,0 10,0 5,8.12" fill="red"/>');
  expect(svg).toContain('<polyline points="0,0 1,1" fill="none" stroke="blue" stroke-width="2" stroke-dasharray="4 2"/>');
  expect(svg).toContain('<circle cx="5" cy="5" r="2" fill="green" opacity="0.5"/>');
  expect(svg).toContain('<text x="50" y="50" font-size="12" font-weight="600" text-anchor="end" fill="black" transform="rotate(-90 50 50)">up</text>');
});

test('text is escaped everywhere', () => {
  const svg = toSvg(page({ kind: 'text', at: [0, 0], text: '</text><script>\u0007"', size: 10, color: '"/><b' }));
  expect(svg).toContain('<title id="title">Fish &amp; &lt;chips&gt;</title>');
  expect(svg).toContain('<desc id="description">A &quot;quoted&quot; page</desc>');
  expect(svg).toContain('>&lt;/text&gt;&lt;script&gt;&quot;</text>');
  expect(svg).toContain('fill="&quot;/&gt;&lt;b"');
});
