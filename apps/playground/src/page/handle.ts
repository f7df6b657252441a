export interface HandleOptions {
  readonly className: string;
  /** What the handle moves; said together with its value. */
  readonly label: string;
  /** Follows the pointer. */
  drag(clientX: number, clientY: number): void;
  /** Moves by arrow keys: so many small steps to the right and upward. */
  nudge(right: number, up: number): void;
  /** The pointer took hold of it, or let it go. */
  hold?(held: boolean): void;
}

export interface Handle {
  readonly element: HTMLElement;
  /** Says the present value, for those who cannot see it. */
  describe(value: string): void;
}

const arrows: Record<string, readonly [right: number, up: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A point of a picture that can be dragged with a pointer, and moved with the arrow keys (ten steps with shift). */
export function createHandle({ className, label, drag, nudge, hold }: HandleOptions): Handle {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `handle ${className}`;
  element.setAttribute('aria-roledescription', 'draggable point');
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    element.dataset['dragging'] = '';
    element.focus();
    event.preventDefault();
    hold?.(true);
  });
  element.addEventListener('pointermove', (event) => {
    if (element.hasPointerCapture(event.pointerId)) drag(event.clientX, event.clientY);
  });
  element.addEventListener('lostpointercapture', () => {
    delete element.dataset['dragging'];
    hold?.(false);
  });
  element.addEventListener('keydown', (event) => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const steps = event.shiftKey ? 10 : 1;
    nudge(arrow[0] * steps, arrow[1] * steps);
  });
  return {
    element,
    describe: (value) => element.setAttribute('aria-label', `${label}: ${value}. Arrow keys move it.`),
  };
}
