import type { Graph } from '../../graph/graph.js';
import { ArrayBuilder } from '../arrays/arrayBuilder.js';
import { Memory } from './memory.js';
import { Block, type Storage } from './program.js';
import { Recorder } from './recorder.js';
import { Scheduler } from './scheduler.js';
import { scheduleControl } from './scheduleControl.js';
import { origin } from './space.js';

/** The loops that compute a graph, and all memory that they touch. */
export interface Program {
  readonly block: Block;
  readonly storages: readonly Storage[];
}

export function schedule(graph: Graph): Program {
  const { parameters, outputs } = new ArrayBuilder().program(graph);
  const memory = new Memory();
  const block = new Block(null, 0);
  const recorder = new Recorder(block, table => memory.constant(table, 'float64'));
  const scheduler = new Scheduler(memory, recorder, block, scheduleControl);
  parameters.forEach((node, index) => {
    scheduler.bindStored(node, { storage: memory.create(node.type.dtype, node.type.size, { kind: 'input', index }), base: origin });
  });
  const destinations = outputs.map(({ type }, index) => ({ storage: memory.create(type.dtype, type.size, { kind: 'output', index }), base: origin }));
  scheduler.run(outputs, destinations);
  return { block, storages: memory.storages };
}
