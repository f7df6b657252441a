import { h } from './dom.js';

export interface ChoiceOptions<T extends string> {
  readonly id: string;
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  change(value: T): void;
}

/** One of several, from a list that opens. */
export function createChoice<T extends string>({ id, label, options, change }: ChoiceOptions<T>): { readonly element: HTMLElement; show(value: T): void } {
  const select = h('select', { id }, ...options.map(({ value, text }) => h('option', { value }, text)));
  select.addEventListener('change', () => change(select.value as T));
  return {
    element: h('div', { class: 'field choice' }, h('label', { for: id }, label), select),
    show(value) {
      select.value = value;
    },
  };
}
