import type { Frame } from '../model/frame.js';

/** A part of the page that shows frames. */
export interface View {
  update(frame: Frame): void;
}
