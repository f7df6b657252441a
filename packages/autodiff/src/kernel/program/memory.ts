import type { DType } from '../../graph/tensorType.js';
import type { Cell, Kind, Origin, Storage } from './program.js';

/** The storages and cells of a program, as they are asked for. */
export class Memory {
  readonly storages: Storage[] = [];
  private readonly constants = new Map<ArrayLike<number>, Storage>();
  private cells = 0;

  create(dtype: DType, size: number, origin: Origin = { kind: 'buffer' }): Storage {
    const storage = { id: this.storages.length, dtype, size, origin };
    this.storages.push(storage);
    return storage;
  }

  constant(data: ArrayLike<number>, dtype: DType): Storage {
    let storage = this.constants.get(data);
    if (storage === undefined) {
      storage = this.create(dtype, data.length, { kind: 'constant', data });
      this.constants.set(data, storage);
    }
    return storage;
  }

  readonly cell = (kind: Kind): Cell => ({ id: this.cells++, kind });
}
