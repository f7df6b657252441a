/** A group of buttons of which one is pressed. */
export function createSegmented<T extends string>(group: HTMLElement, choose: (value: T) => void): { show(value: T): void } {
  const buttons = [...group.querySelectorAll('button')];
  for (const button of buttons) button.addEventListener('click', () => choose(button.dataset['value'] as T));
  return {
    show(value) {
      for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset['value'] === value));
    },
  };
}
