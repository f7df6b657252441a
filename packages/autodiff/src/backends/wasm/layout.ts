import type { DType } from '../../graph/tensorType.js';
import type { Program } from '../../kernel/program/schedule.js';
import type { Cell, Kind, Scalar, Storage } from '../../kernel/program/program.js';

export const bytesOf: Readonly<Record<DType, number>> = { float64: 8, float32: 4, int32: 4, bool: 1 };

/** Where a fault is reported: the first word of the memory. */
export const FAULT_ADDRESS = 0;

const FIRST_ADDRESS = 16;
const ALIGNMENT = 16;

export interface Layout {
  /** The address of each storage; inputs and outputs may be elsewhere at a call. */
  readonly addresses: ReadonlyMap<Storage, number>;
  readonly bytes: number;
}

/** Lays out the memory of a program, once. */
export function layOut({ storages }: Program): Layout {
  const addresses = new Map<Storage, number>();
  let bytes = FIRST_ADDRESS;
  for (const storage of storages) {
    addresses.set(storage, bytes);
    bytes += Math.ceil((Math.max(storage.size, 1) * bytesOf[storage.dtype]) / ALIGNMENT) * ALIGNMENT;
  }
  return { addresses, bytes: bytes + ALIGNMENT };
}

const SLOT_BYTES = 8;

export const slotType = (kind: Kind): DType => (kind === 'F' ? 'float64' : 'int32');

/** Memory after the storages for single numbers: cells, and scalars that functions pass to each other. */
export class Slots {
  readonly scalars: Map<Scalar, number> = new Map();
  private readonly cells = new Map<Cell, number>();

  constructor(public end: number) {}

  ofScalar(scalar: Scalar): number {
    return this.of(this.scalars, scalar);
  }

  ofCell(cell: Cell): number {
    return this.of(this.cells, cell);
  }

  private of<T>(known: Map<T, number>, key: T): number {
    let address = known.get(key);
    if (address === undefined) {
      address = this.end;
      this.end += SLOT_BYTES;
      known.set(key, address);
    }
    return address;
  }
}
