/** Holds the one state, and tells of its changes once a frame, however many there were. */
export interface Store<S> {
  readonly state: S;
  change(update: (state: S) => S): void;
}

export function createStore<S>(initial: S, onChange: (state: S) => void): Store<S> {
  let state = initial;
  let scheduled = false;
  return {
    get state() {
      return state;
    },
    change(update) {
      const next = update(state);
      if (next === state) return;
      state = next;
      if (scheduled) return;
      scheduled = true;
      requestAnimationFrame(() => {
        scheduled = false;
        onChange(state);
      });
    },
  };
}
