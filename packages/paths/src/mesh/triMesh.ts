import { orient2d } from 'robust-predicates';

/**
 * A triangulation that can be refined: triangles as half-edges.
 *
 * Half-edge `h` belongs to triangle `h / 3`, starts at vertex `corners[h]`, ends where the next one of its triangle starts,
 * and has its triangle on its left. `twins[h]` runs the other way in the triangle beyond, and is -1 on the outer border.
 */
export class TriMesh {
  readonly xs: number[];
  readonly ys: number[];
  readonly corners: number[];
  readonly twins: number[];
  /** The face of a map that each triangle is part of. */
  readonly faces: number[];

  constructor(parts: Pick<TriMesh, 'xs' | 'ys' | 'corners' | 'twins' | 'faces'>) {
    this.xs = [...parts.xs];
    this.ys = [...parts.ys];
    this.corners = [...parts.corners];
    this.twins = [...parts.twins];
    this.faces = [...parts.faces];
  }

  get vertexCount(): number {
    return this.xs.length;
  }

  get triangleCount(): number {
    return this.faces.length;
  }

  /** Twice the signed area of the triangle of two vertices and a point; its sign is exact. Positive on the left of `a` to `b`. */
  side(a: number, b: number, x: number, y: number): number {
    return -orient2d(this.xs[a]!, this.ys[a]!, this.xs[b]!, this.ys[b]!, x, y);
  }

  /** Puts a vertex inside a triangle. */
  splitTriangle(triangle: number, x: number, y: number): number {
    const h = 3 * triangle;
    const [a, b, c] = [this.corners[h]!, this.corners[h + 1]!, this.corners[h + 2]!];
    const [, outB, outC] = [this.twins[h]!, this.twins[h + 1]!, this.twins[h + 2]!];
    const vertex = this.#addVertex(x, y);
    const face = this.faces[triangle]!;
    const second = this.#addTriangle(face);
    const third = this.#addTriangle(face);
    this.#setCorners(triangle, a, b, vertex);
    this.#setCorners(second, b, c, vertex);
    this.#setCorners(third, c, a, vertex);
    this.#join(3 * second, outB);
    this.#join(3 * third, outC);
    this.#join(h + 1, 3 * second + 2);
    this.#join(3 * second + 1, 3 * third + 2);
    this.#join(3 * third + 1, h + 2);
    return vertex;
  }

  /** Puts a vertex on an edge, and so splits the one or two triangles beside it. */
  splitEdge(edge: number, x: number, y: number): number {
    const twin = this.twins[edge]!;
    const vertex = this.#addVertex(x, y);
    const [before, after] = this.#splitSide(edge, vertex);
    if (twin < 0) return vertex;
    const [twinBefore, twinAfter] = this.#splitSide(twin, vertex);
    this.#join(before, twinAfter);
    this.#join(after, twinBefore);
    return vertex;
  }

  /** Whether all triangles beside an edge stay turned the same way when it is split at a point that lies on it but for rounding. */
  canSplit(edge: number, x: number, y: number): boolean {
    return [edge, this.twins[edge]!].every((h) => {
      if (h < 0) return true;
      const [start, end, opposite] = [this.corners[h]!, this.corners[next(h)]!, this.corners[previous(h)]!];
      return this.side(opposite, start, x, y) > 0 && this.side(end, opposite, x, y) > 0;
    });
  }

  /** The outgoing half-edges of a vertex, counter-clockwise, given any one of them; on the border from its first to its last. */
  fan(outgoing: number): number[] {
    let first = outgoing;
    for (;;) {
      const clockwise = this.twins[first]!;
      if (clockwise < 0) break;
      first = next(clockwise);
      if (first === outgoing) break;
    }
    const fan: number[] = [];
    for (let h = first; ; ) {
      fan.push(h);
      const counterClockwise = this.twins[previous(h)]!;
      if (counterClockwise < 0 || counterClockwise === first) return fan;
      h = counterClockwise;
    }
  }

  /** Splits the triangle of a half-edge at a vertex on it; returns the two half-edges that it becomes. */
  #splitSide(edge: number, vertex: number): [number, number] {
    const triangle = Math.floor(edge / 3);
    const start = this.corners[edge]!;
    const end = this.corners[next(edge)]!;
    const opposite = this.corners[previous(edge)]!;
    const outEnd = this.twins[next(edge)]!;
    const outStart = this.twins[previous(edge)]!;
    const added = this.#addTriangle(this.faces[triangle]!);
    this.#setCorners(triangle, start, vertex, opposite);
    this.#setCorners(added, vertex, end, opposite);
    const h = 3 * triangle;
    const k = 3 * added;
    this.#join(h + 2, outStart);
    this.#join(k + 1, outEnd);
    this.#join(h + 1, k + 2);
    this.twins[h] = -1;
    this.twins[k] = -1;
    return [h, k];
  }

  #addVertex(x: number, y: number): number {
    this.ys.push(y);
    return this.xs.push(x) - 1;
  }

  #addTriangle(face: number): number {
    this.corners.push(-1, -1, -1);
    this.twins.push(-1, -1, -1);
    return this.faces.push(face) - 1;
  }

  #setCorners(triangle: number, a: number, b: number, c: number): void {
    this.corners[3 * triangle] = a;
    this.corners[3 * triangle + 1] = b;
    this.corners[3 * triangle + 2] = c;
  }

  #join(one: number, other: number): void {
    this.twins[one] = other;
    if (other >= 0) this.twins[other] = one;
  }
}

/** The half-edge after this one in its triangle. */
export function next(h: number): number {
  return h % 3 === 2 ? h - 2 : h + 1;
}

/** The half-edge before this one in its triangle. */
export function previous(h: number): number {
  return h % 3 === 0 ? h + 2 : h - 1;
}
