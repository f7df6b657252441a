import { sizeOf, type TensorType } from '../../graph/tensorType.js';
import type { ArrayNode, Branch, ControlFlow, Repeat, SubProgram, While } from '../arrays/arrayNode.js';
import { combine, loopVariable } from './affine.js';
import { Block, kindOf, type Cell, type Scalar, type Storage } from './program.js';
import { Scheduler } from './scheduler.js';
import { origin } from './space.js';
import type { Destination, Stored } from './stored.js';

/** A value that control flow passes on: a number, or an array in memory. */
type Passed = Scalar | Stored;

/** What keeps a value that changes: a cell for a number, memory for an array. */
type Keeper = { readonly cell: Cell } | { readonly storage: Storage };

/** Settles branches and loops; their sub-programs are scheduled each by itself. */
export function scheduleControl(scheduler: Scheduler, flow: ControlFlow): void {
  if (flow.kind === 'branch') scheduleBranch(scheduler, flow);
  else if (flow.kind === 'repeat') scheduleRepeat(scheduler, flow);
  else scheduleWhile(scheduler, flow);
}

function scheduleBranch(scheduler: Scheduler, flow: Branch): void {
  const { block } = scheduler;
  const choice = scheduler.scalar(flow.choice);
  const inputs = flow.inputs.map(node => pass(scheduler, node));
  const level = Math.max(scheduler.readyLevel(choice), ...inputs.map(input => scheduler.readyLevel(input)));
  const keepers = keepersOf(scheduler, flow.programs[0]!.outputs);
  const blocks = flow.programs.map(program => {
    const inner = new Block(block, block.depth, true);
    const body = enter(scheduler, inner, program, inputs);
    body.run(program.outputs, keepers.map(keeper => ('cell' in keeper ? null : { storage: keeper.storage, base: origin })));
    assign(body, program.outputs, keepers);
    return inner;
  });
  block.at(level).regions.push({ kind: 'choice', choice, blocks });
  bindResults(scheduler, flow, keepers, level + 1);
}

function scheduleRepeat(scheduler: Scheduler, flow: Repeat): void {
  const { block, memory } = scheduler;
  const { program, length, reverse } = flow;
  const inner = new Block(block, block.depth + 1);
  const step = loopVariable(block.depth);
  const rowOf = (stored: Stored, { shape }: TensorType): Stored => ({ ...stored, base: combine(0, [1, sizeOf(shape)], [stored.base, step]) });

  const constants = flow.constants.map(node => pass(scheduler, node));
  const sequences = flow.sequences.map(node => scheduler.inMemory(node));
  const [nextCarries, rows] = [program.outputs.slice(0, flow.carries.length), program.outputs.slice(flow.carries.length)];
  const keepers = keepersOf(scheduler, nextCarries);
  const stacks = rows.map(({ type }): Stored => ({ storage: memory.create(type.dtype, type.size * length), base: origin }));
  const level = Math.max(begin(scheduler, flow.carries, keepers), ...[...constants, ...sequences].map(value => scheduler.readyLevel(value)));

  const taken = program.parameters.slice(constants.length + keepers.length).map(({ type }, i) => rowOf(sequences[i]!, type));
  const body = enter(scheduler, inner, program, [...constants, ...currentOf(scheduler, inner, keepers), ...taken]);
  advance(body, nextCarries, keepers, rows, stacks.map((stack, i) => rowOf(stack, rows[i]!.type)));
  block.at(level).regions.push({ kind: 'steps', length, reverse, block: inner });
  bindResults(scheduler, flow, [...keepers, ...stacks], level + 1);
}

function scheduleWhile(scheduler: Scheduler, flow: While): void {
  const { block } = scheduler;
  const constants = flow.constants.map(node => pass(scheduler, node));
  const keepers = keepersOf(scheduler, flow.program.outputs);
  const level = Math.max(begin(scheduler, flow.carries, keepers), ...constants.map(value => scheduler.readyLevel(value)));
  const [condition, inner] = [new Block(block, block.depth, true), new Block(block, block.depth, true)];
  const test = enter(scheduler, condition, flow.condition, [...constants, ...currentOf(scheduler, condition, keepers)]);
  test.run(flow.condition.outputs, [null]);
  const holds = test.scalar(flow.condition.outputs[0]!);
  const body = enter(scheduler, inner, flow.program, [...constants, ...currentOf(scheduler, inner, keepers)]);
  advance(body, flow.program.outputs, keepers, [], []);
  block.at(level).regions.push({ kind: 'loop', condition, holds, block: inner });
  bindResults(scheduler, flow, keepers, level + 1);
}

const isScalar = ({ type }: ArrayNode): boolean => type.shape.length === 0;

const pass = (scheduler: Scheduler, node: ArrayNode): Passed => (isScalar(node) ? scheduler.scalar(node) : scheduler.inMemory(node));

const keepersOf = ({ memory }: Scheduler, nodes: readonly ArrayNode[]): Keeper[] =>
  nodes.map(node => (isScalar(node) ? { cell: memory.cell(kindOf(node.type.dtype)) } : { storage: memory.create(node.type.dtype, node.type.size) }));

/** A scheduler of a sub-program whose parameters have values. */
function enter({ memory, recorder }: Scheduler, block: Block, { parameters }: SubProgram, values: readonly Passed[]): Scheduler {
  const inner = new Scheduler(memory, recorder, block, scheduleControl);
  parameters.forEach((node, i) => {
    const value = values[i]!;
    if ('op' in value) inner.bindScalar(node, value);
    else inner.bindStored(node, value);
  });
  return inner;
}

/** Gives keepers their first values, and tells when they have them. */
function begin(scheduler: Scheduler, carries: readonly ArrayNode[], keepers: readonly Keeper[]): number {
  const levels = keepers.map((keeper, i) => {
    const node = carries[i]!;
    if (!('cell' in keeper)) return scheduler.write(node, { storage: keeper.storage, base: origin }).ready!.level;
    const value = scheduler.scalar(node);
    const level = scheduler.readyLevel(value);
    scheduler.block.at(level).effects.push({ kind: 'assign', cells: [keeper.cell], values: [value] });
    return level;
  });
  return Math.max(0, ...levels);
}

/** What keepers hold when a block begins. */
const currentOf = ({ recorder }: Scheduler, block: Block, keepers: readonly Keeper[]): Passed[] =>
  keepers.map(keeper =>
    'cell' in keeper
      ? recorder.appearing({ op: 'cell', kind: keeper.cell.kind, args: [], cell: keeper.cell }, { block, level: 0 })
      : { storage: keeper.storage, base: origin, ready: { block, level: 0 } },
  );

/** Computes the next values of keepers, and rows, and then lets the keepers have them. */
function advance(body: Scheduler, next: readonly ArrayNode[], keepers: readonly Keeper[], rows: readonly ArrayNode[], places: readonly Stored[]): void {
  const copies = next.map(({ type }, i): Destination | null =>
    'cell' in keepers[i]! ? null : { storage: body.memory.create(type.dtype, type.size), base: origin },
  );
  body.run([...next, ...rows], [...copies, ...places]);
  assign(body, next, keepers);
  const last = body.block.at(body.block.levels.length);
  keepers.forEach((keeper, i) => {
    if ('storage' in keeper) last.regions.push({ kind: 'copy', from: copies[i]!.storage, to: keeper.storage });
  });
}

function assign(body: Scheduler, nodes: readonly ArrayNode[], keepers: readonly Keeper[]): void {
  const cells: Cell[] = [];
  const values: Scalar[] = [];
  keepers.forEach((keeper, i) => {
    if (!('cell' in keeper)) return;
    cells.push(keeper.cell);
    values.push(body.scalar(nodes[i]!));
  });
  if (cells.length === 0) return;
  const { block } = body;
  block.at(block.levels.length).effects.push({ kind: 'assign', cells, values });
}

function bindResults(scheduler: Scheduler, flow: ControlFlow, keepers: readonly (Keeper | Stored)[], level: number): void {
  const ready = { block: scheduler.block, level };
  for (const node of scheduler.resultsOf(flow)) {
    const keeper = keepers[node.index]!;
    if ('cell' in keeper) scheduler.bindScalar(node, scheduler.recorder.appearing({ op: 'cell', kind: keeper.cell.kind, args: [], cell: keeper.cell }, ready));
    else scheduler.bindStored(node, { storage: keeper.storage, base: origin, ready });
  }
}
