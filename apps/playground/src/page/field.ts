import { h } from './dom.js';

export interface FieldOptions {
  readonly id: string;
  readonly label: string;
  /** Mathematical symbol, set in italics after the label. */
  readonly symbol?: string;
  readonly unit: string;
  readonly range: { readonly min: number; readonly max: number; readonly step: number };
  change(value: number): void;
}

export interface Field {
  readonly element: HTMLElement;
  show(value: number): void;
  setRange(min: number, max: number): void;
  /** Marks the number as one that cannot be used, or as sound again. */
  blame(wrong: boolean): void;
}

/** A number as a slider, beside a box in which it can be typed exactly, and beyond the slider's range. */
export function createField({ id, label, symbol, unit, range, change }: FieldOptions): Field {
  const name = symbol ? `${label} ${symbol}` : label;
  const slider = h('input', { type: 'range', id, min: `${range.min}`, max: `${range.max}`, step: `${range.step}`, 'aria-label': name });
  const box = h('input', { type: 'number', id: `${id}-number`, step: 'any', inputmode: 'decimal' });
  const caption = h('label', { for: box.id }, label);
  if (symbol) caption.append(' ', h('i', {}, symbol));
  const element = h('div', { class: 'field' }, caption, slider, h('span', { class: 'number' }, box, h('span', { class: 'unit' }, unit)));
  slider.addEventListener('input', () => change(slider.valueAsNumber));
  box.addEventListener('input', () => change(box.valueAsNumber));
  return {
    element,
    show(value) {
      slider.value = String(value);
      slider.setAttribute('aria-valuetext', `${rounded(value)} ${unit}`.trim());
      const { min, max } = slider;
      slider.style.setProperty('--fill', String((Math.min(Math.max(value, +min), +max) - +min) / (+max - +min)));
      // Whoever is typing is not interrupted.
      if (document.activeElement !== box) box.value = Number.isFinite(value) ? String(rounded(value)) : '';
    },
    setRange(min, max) {
      slider.min = String(min);
      slider.max = String(max);
    },
    blame: (wrong) => box.setAttribute('aria-invalid', String(wrong)),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
