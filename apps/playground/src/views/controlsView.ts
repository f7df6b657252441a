import { ranges, unknownRange, type Setup } from '../model/state.js';
import { speedColor } from '../palette.js';
import type { Actions } from './actions.js';
import { h } from './dom.js';
import { createField, type Field } from './field.js';

interface Bound {
  readonly field: Field;
  read(setup: Setup): number;
}

/** The sliders. Shown from the setup alone, so that a setup without a solution can still be corrected. */
export function createControlsView(form: HTMLElement, setup: Setup, actions: Actions): { update(setup: Setup): void } {
  const bounds: Bound[] = [];
  const bind = (field: Field, read: Bound['read']): HTMLElement => {
    bounds.push({ field, read });
    return field.element;
  };

  const swatches = setup.layers.map(() => h('span', { class: 'swatch', 'aria-hidden': 'true' }));
  const strips = setup.layers.map(({ name }, i) =>
    h(
      'fieldset',
      { class: 'strip' },
      h('legend', {}, swatches[i]!, name),
      bind(
        createField({ id: `speed-${i + 1}`, label: 'Speed', unit: 'm/s', range: ranges.speed, change: (speed) => actions.setLayer(i, { speed }) }),
        ({ layers }) => layers[i]!.speed,
      ),
      bind(
        createField({
          id: `depth-${i + 1}`,
          label: 'Depth',
          unit: 'm',
          range: ranges.thickness,
          change: (thickness) => actions.setLayer(i, { thickness }),
        }),
        ({ layers }) => layers[i]!.thickness,
      ),
    ),
  );

  const starts = ([0, 1] as const).map((i) =>
    createField({
      id: `start-${i + 1}`,
      label: `In ${setup.layers[i]!.name}`,
      symbol: ['x₁', 'x₂'][i]!,
      unit: 'm',
      range: { min: 0, max: 1, step: 0.01 },
      change: (value) => actions.setUp(({ start }) => ({ start: i === 0 ? [value, start[1]] : [start[0], value] })),
    }),
  );

  const number = (key: 'offset' | 'learningRate' | 'momentum' | 'maxIterations', id: string, label: string, unit: string): HTMLElement =>
    bind(
      createField({ id, label, unit, range: ranges[key], change: (value) => actions.setUp(() => ({ [key]: value })) }),
      (current) => current[key],
    );

  form.append(
    group('Terrains', 'In the order of the way', ...strips),
    group('Goal', 'How far along the borders it lies', number('offset', 'offset', 'Offset', 'm')),
    group('First path', 'Where the descent starts', ...starts.map((field, i) => bind(field, ({ start }) => start[i]!))),
    group(
      'Descent',
      'x ← x − step · gradient',
      number('learningRate', 'step', 'Step', ''),
      number('momentum', 'momentum', 'Momentum', ''),
      number('maxIterations', 'iterations', 'Iterations', ''),
    ),
  );
  form.addEventListener('submit', (event) => event.preventDefault());

  return {
    update(current) {
      const [smallest, largest] = unknownRange(Number.isFinite(current.offset) ? current.offset : setup.offset);
      for (const field of starts) field.setRange(smallest, largest);
      for (const { field, read } of bounds) field.show(read(current));
      current.layers.forEach(({ speed }, i) => swatches[i]!.style.setProperty('--swatch', speedColor(speed)));
    },
  };
}

function group(title: string, note: string, ...children: readonly HTMLElement[]): HTMLElement {
  return h('section', { class: 'group' }, h('h2', {}, title), h('p', { class: 'group-note' }, note), ...children);
}
