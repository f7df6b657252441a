import type { Uses } from '../../kernel/program/analysis.js';
import type { Kind, Scalar, Storage } from '../../kernel/program/program.js';
import { loadScalar, storeScalar, type LaneStep } from './access.js';
import { Addresses } from './addresses.js';
import { scalarArithmetic, splat, vectorArithmetic, type Arithmetic } from './arithmetic.js';
import type { Bytes, Code } from './assembler.js';
import { v128 } from './instructions.js';
import { Interleaved } from './interleaved.js';
import type { Jam } from './jam.js';
import { slotType, type Layout, type Slots } from './layout.js';
import type { Affine } from '../../kernel/program/affine.js';

/** The loop whose steps are taken two at a time; of its last, odd step only the first lane counts. */
export interface Lanes {
  readonly depth: number;
  isLast: boolean;
  /** What is computed before the loops: vectors of constants, and of numbers from outside. */
  readonly hoisted: Map<string, { readonly local: number; readonly code: Bytes }>;
}

/** What the functions of a program share. */
export interface Shared {
  readonly uses: Uses;
  readonly layout: Layout;
  /** The parameters that have the addresses of inputs and outputs, where these are not fixed. */
  readonly pointers: ReadonlyMap<Storage, number>;
  /** The places of scalars that one function computes and another one uses. */
  readonly slots: Slots;
  /** Whether there are several functions, so that cells must be where all see them. */
  readonly isSplit: boolean;
}

interface Value {
  /** One for each step that is taken together with others, if it varies. */
  readonly locals: readonly number[];
  readonly isVector: boolean;
}

/** One function as it is written: its locals, and whether its numbers are single ones or lanes. */
export class Frame {
  readonly addresses: Addresses;
  readonly interleaved: Interleaved;
  private lanesNow: Lanes | null = null;
  private jamNow: Jam | null = null;
  private readonly values = new Map<Scalar, Value>();
  private readonly received = new Set<Scalar>();
  private readonly loads: Bytes[] = [];

  constructor(
    readonly code: Code,
    readonly shared: Shared,
  ) {
    this.addresses = new Addresses(code, shared.layout, shared.pointers);
    this.interleaved = new Interleaved(code, this.addresses);
  }

  /** Writes the whole function; what comes from other functions is loaded first. */
  whole(write: () => void): void {
    const body = this.code.capture(write);
    for (const load of this.loads) this.code.append(load);
    this.code.append(body);
  }

  get lanes(): Lanes | null {
    return this.lanesNow;
  }

  get arithmetic(): Arithmetic {
    return this.lanesNow === null ? scalarArithmetic : vectorArithmetic;
  }

  /** Writes loops of which one takes two steps at a time. */
  inLanes(depth: number, write: () => void): void {
    const lanes: Lanes = { depth, isLast: false, hoisted: new Map() };
    this.lanesNow = lanes;
    const body = this.code.capture(write);
    this.lanesNow = null;
    for (const { local, code } of lanes.hoisted.values()) this.code.append(code).set(local);
    this.code.append(body);
  }

  get jam(): Jam | null {
    return this.jamNow;
  }

  /** Writes steps of a loop that are taken together. */
  jammed(jam: Jam, write: () => void): void {
    this.jamNow = jam;
    write();
    this.jamNow = null;
  }

  /** Writes once for each of the steps that are taken together. */
  eachCopy(write: (copy: number) => void): void {
    const { jamNow: jam } = this;
    for (let copy = 0; copy < (jam?.copies ?? 1); copy++) {
      if (jam !== null) jam.copy = copy;
      write(copy);
    }
    if (jam !== null) jam.copy = 0;
  }

  /** Where the step that is being written has an element. */
  at(index: Affine): Affine {
    return this.jamNow?.at(index) ?? index;
  }

  /** Whether a scalar is written where it is used; what steps that are taken together share is kept. */
  isInlined(scalar: Scalar): boolean {
    return this.shared.uses.isInlined(scalar) && (this.jamNow?.varies(scalar) ?? true);
  }

  /** How far apart the elements are that the lanes take. */
  stepOf({ coefficients }: Affine): LaneStep {
    const { depth, isLast } = this.lanesNow!;
    return isLast ? 'one lane' : (coefficients[depth] ?? 0);
  }

  /** Keeps what is on the stack as the value of a scalar. */
  keep(scalar: Scalar): void {
    const { isVector } = this.arithmetic;
    const local = this.code.local(this.arithmetic.typeOf(scalar.kind));
    this.code.set(local);
    const before = this.jamNow !== null && this.jamNow.copy > 0 ? this.values.get(scalar)!.locals : [];
    this.values.set(scalar, { locals: [...before, local], isVector });
  }

  /** Pushes a value that was kept, here or by an earlier function. */
  kept(scalar: Scalar): void {
    const { locals, isVector } = this.values.get(scalar) ?? this.receive(scalar);
    const local = locals[this.jamNow?.copy ?? 0] ?? locals[0]!;
    if (this.lanesNow === null || isVector) this.code.get(local);
    else {
      this.hoist(this.lanesNow, `local ${local}`, () => {
        this.code.get(local);
        splat(this.code, scalar.kind);
      });
    }
  }

  constant(kind: Kind, value: number): void {
    if (this.lanesNow === null) scalarArithmetic.constant(this.code, kind, value);
    else this.hoist(this.lanesNow, `${kind}${Object.is(value, -0) ? '-0' : value}`, () => vectorArithmetic.constant(this.code, kind, value));
  }

  /** Leaves what other functions use where they look for it. */
  leave(): void {
    const { scalars } = this.shared.slots;
    for (const [scalar, { locals }] of this.values) {
      const address = this.received.has(scalar) ? undefined : scalars.get(scalar);
      if (address === undefined) continue;
      this.code.i32(0).get(locals[0]!);
      storeScalar(this.code, slotType(scalar.kind), address);
    }
  }

  private receive(scalar: Scalar): Value {
    const { code } = this;
    const local = code.local(scalarArithmetic.typeOf(scalar.kind));
    const value = { locals: [local], isVector: false };
    const offset = this.shared.slots.ofScalar(scalar);
    this.loads.push(
      code.capture(() => {
        loadScalar(code, slotType(scalar.kind), { push: () => code.i32(0), offset });
        code.set(local);
      }),
    );
    this.values.set(scalar, value);
    this.received.add(scalar);
    return value;
  }

  private hoist({ hoisted }: Lanes, key: string, write: () => void): void {
    let known = hoisted.get(key);
    if (known === undefined) {
      known = { local: this.code.local(v128), code: this.code.capture(write) };
      hoisted.set(key, known);
    }
    this.code.get(known.local);
  }
}
