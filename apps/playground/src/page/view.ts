/** A part of a page that shows frames: what the page has derived from its state. */
export interface View<Frame> {
  update(frame: Frame): void;
}
