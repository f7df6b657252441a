import { createChoice } from '../../page/choice.js';
import { methodNames, methods } from '../model/methods.js';
import { boundedIterations, ranges, unknownRange, type Setup } from '../model/state.js';
import { speedColor } from '../palette.js';
import type { Actions } from './actions.js';
import { h } from '../../page/dom.js';
import type { Blamed } from '../../page/failureView.js';
import { createField, type Field } from '../../page/field.js';

interface Bound {
  readonly field: Field;
  /** Where the number stands in a scenario, and what people call it. */
  readonly path: string;
  readonly name: string;
  read(setup: Setup): number;
}

/** Shown from the setup alone, so that a setup without a solution can still be corrected. */
export interface ControlsView extends Blamed {
  update(setup: Setup): void;
}

/** The sliders. */
export function createControlsView(form: HTMLElement, setup: Setup, actions: Actions): ControlsView {
  const bounds: Bound[] = [];
  const bind = (field: Field, path: string, name: string, read: Bound['read']): HTMLElement => {
    bounds.push({ field, path, name, read });
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
        `medium.layers[${i}].speed`,
        `The speed of ${name}`,
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
        `medium.layers[${i}].thickness`,
        `The depth of ${name}`,
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

  const number = (key: 'offset' | 'learningRate' | 'momentum' | 'maxIterations', id: string, label: string, path: string, unit = ''): HTMLElement =>
    bind(
      createField({ id, label, unit, range: ranges[key], change: (value) => actions.setUp(() => ({ [key]: key === 'maxIterations' ? boundedIterations(value) : value })) }),
      path,
      `The ${label.toLowerCase()}`,
      (current) => current[key],
    );

  const method = createChoice({
    id: 'method',
    label: 'Method',
    options: methodNames.map((value) => ({ value, text: methods[value].label })),
    change: (value) => actions.setUp(() => ({ method: value })),
  });
  const step = number('learningRate', 'step', 'Step', 'method.learningRate');
  const momentum = number('momentum', 'momentum', 'Momentum', 'method.momentum');
  const methodNote = h('p', { class: 'group-note' });

  form.append(
    group('Terrains', 'In the order of the way', ...strips),
    group('Goal', 'How far along the borders it lies', number('offset', 'offset', 'Offset', 'medium.offset', 'm')),
    group(
      'First path',
      'Where the descent starts',
      ...starts.map((field, i) => bind(field, `start[${i}]`, `The first path’s way in ${setup.layers[i]!.name}`, ({ start }) => start[i]!)),
    ),
    h(
      'section',
      { class: 'group' },
      h('h2', {}, 'Descent'),
      methodNote,
      method.element,
      step,
      momentum,
      number('maxIterations', 'iterations', 'Iterations', 'stop.maxIterations'),
    ),
  );
  form.addEventListener('submit', (event) => event.preventDefault());

  return {
    update(current) {
      const [smallest, largest] = unknownRange(Number.isFinite(current.offset) ? current.offset : setup.offset);
      for (const field of starts) field.setRange(smallest, largest);
      for (const { field, read } of bounds) field.show(read(current));
      const { note, uses } = methods[current.method];
      method.show(current.method);
      methodNote.textContent = note;
      step.hidden = !uses.includes('learningRate');
      momentum.hidden = !uses.includes('momentum');
      current.layers.forEach(({ speed }, i) => swatches[i]!.style.setProperty('--swatch', speedColor(speed)));
    },
    blame(paths) {
      for (const { field, path } of bounds) field.blame(paths.includes(path));
    },
    nameOf: (wanted) => bounds.find(({ path }) => path === wanted)?.name,
  };
}

function group(title: string, note: string, ...children: readonly HTMLElement[]): HTMLElement {
  return h('section', { class: 'group' }, h('h2', {}, title), h('p', { class: 'group-note' }, note), ...children);
}
