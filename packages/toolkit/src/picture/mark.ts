/** A place on the page: x to the right, y downwards, in page units (1/96 inch). */
export type Spot = readonly [x: number, y: number];

interface Painted {
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  /** Lengths of dashes and gaps. */
  readonly dash?: readonly number[];
  readonly opacity?: number;
  /** In a layer: to be cut off at the edge of the plot. */
  readonly clipped?: true;
}

export interface Polygon extends Painted {
  readonly kind: 'polygon';
  readonly points: readonly Spot[];
}

export interface Polyline extends Painted {
  readonly kind: 'polyline';
  readonly points: readonly Spot[];
}

export interface Circle extends Painted {
  readonly kind: 'circle';
  readonly center: Spot;
  readonly radius: number;
}

export interface Text {
  readonly kind: 'text';
  /** On the base line, where the text is anchored. */
  readonly at: Spot;
  readonly text: string;
  /** Height of the type. */
  readonly size: number;
  readonly weight?: 'regular' | 'semibold';
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly color: string;
  /** A light edge around the letters, which keeps them legible on lines. */
  readonly halo?: string;
  /** Clockwise, about `at`. */
  readonly rotationDeg?: number;
}

/** One primitive of a drawing, which any renderer can map to its own. */
export type Mark = Polygon | Polyline | Circle | Text;

/** Marks that belong together, in the order of painting. */
export interface MarkGroup {
  readonly name: string;
  readonly marks: readonly Mark[];
}

/** A page of marks. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly groups: readonly MarkGroup[];
}
