import { h } from '../../page/dom.js';
import type { Blamed } from '../../page/failureView.js';
import { createField, type Field } from '../../page/field.js';
import { speedScale } from '../../page/speedColors.js';
import { tenths, type Setup } from '../model/state.js';
import type { Actions } from './actions.js';

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
  const fastest = Math.ceil(1.25 * Math.max(setup.background, ...setup.terrains.map(({ speed }) => speed)));
  const speed = (id: string, change: (speed: number) => void): Field =>
    createField({ id, label: 'Speed', unit: 'm/s', range: { min: 0, max: fastest, step: 0.1 }, change: (value) => change(tenths(value) === value ? value : Number(value.toPrecision(6))) });

  const swatches = [...setup.terrains.map(() => swatch()), swatch()];
  const terrains = setup.terrains.map(({ name }, i) =>
    strip(
      swatches[i]!,
      name,
      bind(speed(`speed-${i + 1}`, (value) => actions.setTerrain(i, () => ({ speed: value }))), `medium.regions[${i}].speed`, `The speed of ${name}`, (present) => present.terrains[i]!.speed),
    ),
  );
  const background = strip(
    swatches.at(-1)!,
    'elsewhere',
    bind(speed('background', (value) => actions.setUp(() => ({ background: value }))), 'medium.background', 'The speed elsewhere', (present) => present.background),
  );

  const [xmin = 0, ymin = 0, xmax = 1, ymax = 1] = setup.bounds;
  const ends = (['from', 'to'] as const).map((end) => {
    const name = end === 'from' ? 'Start' : 'Goal';
    const coordinate = (axis: 0 | 1): HTMLElement =>
      bind(
        createField({
          id: `${end}-${'xy'[axis]}`,
          label: name,
          symbol: 'xy'[axis]!,
          unit: 'm',
          range: { min: axis === 0 ? xmin : ymin, max: axis === 0 ? xmax : ymax, step: 0.1 },
          change: (value) => actions.setUp((present) => ({ [end]: axis === 0 ? [value, present[end][1]] : [present[end][0], value] })),
        }),
        `medium.${end}[${axis}]`,
        `${name} ${'xy'[axis]}`,
        (present) => present[end][axis],
      );
    return [coordinate(0), coordinate(1)];
  });

  const clearances = [
    bind(
      createField({ id: 'clearance-weight', label: 'Weight', unit: 's/m', range: { min: 0, max: 3, step: 0.1 }, change: (weight) => actions.setUp(({ clearance }) => ({ clearance: { ...clearance, weight } })) }),
      'costs[0].weight',
      'The weight of the clearance',
      (present) => present.clearance.weight,
    ),
    bind(
      createField({ id: 'clearance-within', label: 'Within', unit: 'm', range: { min: 1, max: 30, step: 0.5 }, change: (within) => actions.setUp(({ clearance }) => ({ clearance: { ...clearance, within } })) }),
      'costs[0].within',
      'The distance of the clearance',
      (present) => present.clearance.within,
    ),
  ];

  form.append(
    group('Terrains', 'A later one covers an earlier one; at 0 nothing passes', ...terrains, background),
    group('Clearance', 'What a metre costs besides its time, right beside what nothing passes; at 0 time alone counts', ...clearances),
    group('Start and goal', 'In metres from the south-west corner', ...ends.flat()),
  );
  form.addEventListener('submit', (event) => event.preventDefault());

  return {
    update(present) {
      for (const { field, read } of bounds) field.show(read(present));
      const speeds = [...present.terrains.map(({ speed: own }) => own), present.background];
      const colors = speedScale(speeds);
      speeds.forEach((own, i) => swatches[i]!.style.setProperty('--swatch', own > 0 ? colors(own) : 'var(--blocked)'));
    },
    blame(paths) {
      for (const { field, path } of bounds) field.blame(paths.includes(path));
    },
    nameOf: (wanted) => bounds.find(({ path }) => path === wanted)?.name,
  };
}

function swatch(): HTMLElement {
  return h('span', { class: 'swatch', 'aria-hidden': 'true' });
}

function strip(color: HTMLElement, name: string, field: HTMLElement): HTMLElement {
  return h('fieldset', { class: 'strip' }, h('legend', {}, color, name), field);
}

function group(title: string, note: string, ...children: readonly HTMLElement[]): HTMLElement {
  return h('section', { class: 'group' }, h('h2', {}, title), h('p', { class: 'group-note' }, note), ...children);
}
