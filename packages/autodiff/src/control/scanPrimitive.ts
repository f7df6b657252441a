import { apply, parameter, projections, withMask } from '../graph/apply.js';
import { Graph } from '../graph/graph.js';
import type { Linearization, Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { tracing } from '../graph/scope.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, tupleType, withShape, type TensorType } from '../graph/tensorType.js';
import type { Loop } from '../kernel/lowering.js';
import { repeated, swapped, zerosOf } from '../ops/structure.js';
import { total } from '../ops/addPrimitive.js';
import { batch } from '../transforms/batch.js';
import { pushforward } from '../transforms/forward.js';
import { inPlaces } from '../transforms/inPlaces.js';
import { reverse } from '../transforms/reverse.js';

/** The inputs, or the results, of a loop or of its body, in their groups. */
export interface Grouped<T> {
  readonly constants: readonly T[];
  readonly carries: readonly T[];
  readonly rows: readonly T[];
}

const grouped = <T>(all: readonly T[], { constants, carries }: Pick<Loop, 'constants' | 'carries'>): Grouped<T> => ({
  constants: all.slice(0, constants),
  carries: all.slice(constants, constants + carries),
  rows: all.slice(constants + carries),
});

/** Inputs: constants, first carries, sequences. Outputs: last carries, stacked outputs. */
export const scanPrimitive: Primitive<Loop> = {
  name: 'scan',
  infer(_types, { body, carries, length }) {
    const types = body.outputs.map(output => output.type);
    return tupleType([...types.slice(0, carries), ...types.slice(carries).map(type => withShape(type, [length, ...type.shape]))]);
  },
  lower(target, inputs, loop) {
    const { constants, carries, rows } = grouped(inputs.map(input => input.value), loop);
    return target.loop(loop, constants, carries, rows);
  },
  batch: (operands, isBatched, loop, size) => batchedScan(loop, operands, isBatched, size),
  structured: {
    subgraphs: ({ body }) => [body],
    repeats: ({ length }) => length,
    jvp: (node, inputs, tangents) => pushforwardScan(node.params as Loop, inputs, tangents),
    linearize: (node, inputs, isActive) => linearizeScan(node.params as Loop, inputs, isActive),
  },
  format: ({ length, reverse }) => `${length} steps${reverse ? ' in reverse' : ''}`,
};

/** Runs a loop on values, in their groups. */
export function scanned(loop: Loop, { constants, carries, rows }: Grouped<Tensor>): Tensor[] {
  return projections(apply(scanPrimitive, [...constants, ...carries, ...rows], loop));
}

/** A loop of another body, of which `build` gives the results for its inputs. */
export function loopOf(loop: Pick<Loop, 'length' | 'reverse'>, types: Grouped<TensorType>, build: (inputs: Grouped<Tensor>) => readonly Tensor[]): Loop {
  const counts = { constants: types.constants.length, carries: types.carries.length };
  const body = tracing('scan', scope => {
    const inputs = [...types.constants, ...types.carries, ...types.rows].map(type => parameter(type, scope));
    return new Graph(inputs, build(grouped(inputs, counts)), scope.watermark);
  });
  return { body, length: loop.length, reverse: loop.reverse, ...counts };
}

const typesOf = (nodes: readonly Tensor[]): TensorType[] => nodes.map(node => node.type);
const present = (tangents: readonly Maybe<Tensor>[]): Tensor[] => tangents.filter(t => t !== null);

/** Values and tangents together. Which carries have tangents is a fixed point: those that ever get one. */
function pushforwardScan(loop: Loop, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const own = grouped(loop.body.inputs, loop);
  const values = grouped(inputs, loop);
  const given = grouped(tangents, loop);
  const outputs = loop.body.outputs.length;
  let moving = given.carries.map(t => t !== null);
  let hasSlope: boolean[] = [];

  const attempt = (): Loop =>
    loopOf(
      loop,
      {
        constants: [...typesOf(own.constants), ...own.constants.filter((_, i) => given.constants[i] !== null).map(x => x.type)],
        carries: [...typesOf(own.carries), ...own.carries.filter((_, i) => moving[i]).map(x => x.type)],
        rows: [...typesOf(own.rows), ...own.rows.filter((_, i) => given.rows[i] !== null).map(x => x.type)],
      },
      ({ constants, carries, rows }) => {
        const split = (all: readonly Tensor[], count: number, has: readonly boolean[]): [readonly Tensor[], Maybe<Tensor>[]] => {
          const ds = all.slice(count).values();
          return [all.slice(0, count), has.map(is => (is ? ds.next().value! : null))];
        };
        const [c, dc] = split(constants, own.constants.length, given.constants.map(t => t !== null));
        const [s, ds] = split(carries, own.carries.length, moving);
        const [x, dx] = split(rows, own.rows.length, given.rows.map(t => t !== null));
        const primals = [...c, ...s, ...x];
        const dual = pushforward(replay(loop.body, primals), primals, [...dc, ...ds, ...dx]);
        hasSlope = dual.tangents.map((t, i) => t !== null || (i < loop.carries && moving[i]!));
        const slopes = dual.outputs.map((output, i) => (hasSlope[i] ? (dual.tangents[i] ?? zerosOf(output.type)) : null));
        return [
          ...dual.outputs.slice(0, loop.carries),
          ...present(slopes.slice(0, loop.carries)),
          ...dual.outputs.slice(loop.carries),
          ...present(slopes.slice(loop.carries)),
        ];
      },
    );

  let dual = attempt();
  while (hasSlope.slice(0, loop.carries).some((has, i) => has && !moving[i])) {
    moving = hasSlope.slice(0, loop.carries);
    dual = attempt();
  }
  const movingCarries = given.carries.flatMap((t, i) => (moving[i] ? [t ?? zerosOf(own.carries[i]!.type)] : []));
  const results = scanned(dual, {
    constants: [...values.constants, ...present(given.constants)],
    carries: [...values.carries, ...movingCarries],
    rows: [...values.rows, ...present(given.rows)],
  });
  const carriesEnd = loop.carries + movingCarries.length;
  const rowsEnd = carriesEnd + outputs - loop.carries;
  const slopes = [...results.slice(loop.carries, carriesEnd), ...results.slice(rowsEnd)].values();
  return {
    outputs: [...results.slice(0, loop.carries), ...results.slice(carriesEnd, rowsEnd)],
    tangents: hasSlope.map(has => (has ? slopes.next().value! : null)),
  };
}

/**
 * The loop keeps the carries that each step begins with; the way back goes through them from the last, runs the body
 * again, and pulls cotangents back through it. Memory grows with the number of steps times the size of the carries.
 */
function linearizeScan(loop: Loop, inputs: readonly Tensor[], isActive: (input: number) => boolean): Linearization {
  const values = grouped(inputs, loop);
  const active = grouped(inputs.map((x, i) => isActive(i) && isFloating(x.dtype)), loop);
  const own = grouped(loop.body.inputs, loop);
  const keeping = loopOf(loop, { constants: typesOf(own.constants), carries: typesOf(own.carries), rows: typesOf(own.rows) }, body => [
    ...replay(loop.body, [...body.constants, ...body.carries, ...body.rows]),
    ...body.carries,
  ]);
  const node = apply(scanPrimitive, inputs, keeping);
  const outputs = loop.body.outputs.length;
  // Taken here and not on the way back, where a sub-graph around the loop could only keep the node as a whole.
  const began = projections(node).slice(outputs);
  const differentiable = own.carries.map(x => isFloating(x.dtype));
  const only = <T>(list: readonly T[], flags: readonly boolean[]): T[] => list.filter((_, i) => flags[i]);

  return {
    node,
    pullback(cotangents) {
      const ctCarries = only(cotangents.slice(0, loop.carries).map((ct, i) => ct ?? zerosOf(own.carries[i]!.type)), differentiable);
      const ctRows = cotangents.slice(loop.carries, outputs);
      let masked = present(cotangents.slice(0, outputs)).some(ct => ct.masked);
      let spreads = false;
      const wanted = { constants: only(own.constants, active.constants), carries: only(own.carries, differentiable), rows: only(own.rows, active.rows) };

      const attempt = (): Loop =>
        loopOf(
          { length: loop.length, reverse: !loop.reverse },
          {
            constants: typesOf(own.constants),
            carries: typesOf([...wanted.constants, ...wanted.carries]),
            rows: [...typesOf(own.carries), ...typesOf(own.rows), ...loop.body.outputs.slice(loop.carries).filter((_, i) => ctRows[i] !== null).map(x => x.type)],
          },
          ({ constants, carries, rows }) => {
            const sums = carries.slice(0, wanted.constants.length);
            const fromNext = carries.slice(wanted.constants.length);
            const kept = rows.slice(0, own.carries.length);
            const xs = rows.slice(own.carries.length, own.carries.length + own.rows.length);
            const seeds = rows.slice(own.carries.length + own.rows.length);
            const nextCarry = fromNext.map(seed => withMask(seed, masked)).values();
            const nextRow = seeds.map(seed => withMask(seed, masked)).values();
            const cts = [...differentiable.map(is => (is ? nextCarry.next().value! : null)), ...ctRows.map(ct => (ct === null ? null : nextRow.next().value!))];
            const variables = [...only(constants, active.constants), ...only(kept, differentiable), ...only(xs, active.rows)];
            const found = reverse(replay(loop.body, [...constants, ...kept, ...xs]), variables).pullback(cts);
            spreads = present(found).some(ct => ct.masked);
            const filled = found.map((ct, i) => ct ?? zerosOf(variables[i]!.type));
            return filled.map((ct, i) => (i < sums.length ? total(sums[i]!, found[i]!)! : ct));
          },
        );
      let backward = attempt();
      if (spreads && !masked) {
        masked = true;
        backward = attempt();
      }
      const results = scanned(backward, {
        constants: values.constants,
        carries: [...wanted.constants.map(x => zerosOf(x.type)), ...ctCarries],
        rows: [...began, ...values.rows, ...present(ctRows)],
      });
      const marked = results.map(result => withMask(result, masked));
      const [c, s, x] = [marked.slice(0, wanted.constants.length), marked.slice(wanted.constants.length, backward.carries), marked.slice(backward.carries)];
      return [...inPlaces(active.constants, c), ...inPlaces(differentiable, s), ...inPlaces(active.rows, x)];
    },
  };
}

/** All carries take the batch, since one that has it spreads it in general; sequences carry it behind their rows. */
function batchedScan(loop: Loop, operands: readonly Tensor[], isBatched: (input: number) => boolean, size: number): Tensor[] {
  const own = grouped(loop.body.inputs, loop);
  const values = grouped(operands, loop);
  const flags = grouped(operands.map((_, i) => isBatched(i)), loop);
  const widened = (x: Tensor, is: boolean): TensorType => (is ? withShape(x.type, [size, ...x.shape]) : x.type);
  const bodyFlags = [...flags.constants, ...own.carries.map(() => true), ...flags.rows];
  const batched = loopOf(
    loop,
    {
      constants: own.constants.map((x, i) => widened(x, flags.constants[i]!)),
      carries: own.carries.map(x => widened(x, true)),
      rows: own.rows.map((x, i) => widened(x, flags.rows[i]!)),
    },
    ({ constants, carries, rows }) => batch(loop.body, [...constants, ...carries, ...rows], i => bodyFlags[i]!, size),
  );
  const results = scanned(batched, {
    constants: values.constants,
    carries: values.carries.map((x, i) => (flags.carries[i] ? x : repeated(x, size))),
    rows: values.rows.map((x, i) => (flags.rows[i] ? swapped(x) : x)),
  });
  return results.map((x, i) => (i < loop.carries ? x : swapped(x)));
}
