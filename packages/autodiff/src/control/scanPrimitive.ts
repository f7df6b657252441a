import { apply, applyAll, projections, withMask } from '../graph/apply.js';
import { graphLike } from '../graph/graphLike.js';
import type { Linearization, Maybe, Primitive, Pushforward } from '../graph/primitive.js';
import { replay } from '../graph/rewrite.js';
import { inPlaces, present, where } from '../graph/sparse.js';
import type { Tensor } from '../graph/tensor.js';
import { isFloating, tupleType, withShape, type Typed } from '../graph/tensorType.js';
import type { Loop } from '../kernel/lowering.js';
import { total } from '../ops/addPrimitive.js';
import { orZeros, repeated, swapped } from '../ops/structure.js';
import { batch, widened } from '../transforms/batch.js';
import { pushforwardGraph } from '../transforms/forward.js';
import { reverse } from '../transforms/reverse.js';
import { unrolled } from './unrolled.js';

/** The inputs, or the results, of a loop or of its body, in their groups. */
export interface Grouped<T> {
  readonly constants: readonly T[];
  readonly carries: readonly T[];
  readonly rows: readonly T[];
}

export const grouped = <T>(all: readonly T[], { constants, carries }: Pick<Loop, 'constants' | 'carries'>): Grouped<T> => ({
  constants: all.slice(0, constants),
  carries: all.slice(constants, constants + carries),
  rows: all.slice(constants + carries),
});

const isCarry = ({ constants, carries }: Loop, input: number): boolean => input >= constants && input < constants + carries;

const ungrouped = <T>({ constants, carries, rows }: Grouped<T>): T[] => [...constants, ...carries, ...rows];

/** Inputs: constants, first carries, sequences. Outputs: last carries, stacked outputs. */
export const scanPrimitive: Primitive<Loop> = {
  name: 'scan',
  infer(_types, { body, carries, length }) {
    const types = body.outputs.map(output => output.type);
    return tupleType([...types.slice(0, carries), ...types.slice(carries).map(type => withShape(type, [length, ...type.shape]))]);
  },
  lower(target, inputs, loop) {
    const { constants, carries, rows } = grouped(inputs.map(input => input.value), loop);
    return target.loop?.(loop, constants, carries, rows) ?? unrolled(target, loop, constants, carries, grouped(inputs, loop).rows);
  },
  batch: batchedScan,
  structured: {
    subgraphs: ({ body }) => [body],
    repeats: ({ length }) => length,
    jvp: pushforwardScan,
    linearize: linearizeScan,
  },
  format: ({ length, reverse }) => `${length} steps${reverse ? ' in reverse' : ''}`,
};

/** Runs a loop on values, in their groups; null stands for none. */
export const scanned = (loop: Loop, values: Grouped<Maybe<Tensor>>): Tensor[] => applyAll(scanPrimitive, present(ungrouped(values)), loop);

/** A loop of another body, whose inputs have the types of some values, and of which `build` gives the results. Null stands for none. */
export function loopOf<T extends Maybe<Typed>>(
  { length, reverse }: Pick<Loop, 'length' | 'reverse'>,
  like: Grouped<T>,
  build: (inputs: Grouped<T extends null ? Maybe<Tensor> : Tensor>) => readonly Maybe<Tensor>[],
): Loop {
  const counts = { constants: like.constants.length, carries: like.carries.length };
  const body = graphLike('scan', ungrouped(like), inputs => build(grouped(inputs, counts) as never));
  return { body, length, reverse, constants: present(like.constants).length, carries: present(like.carries).length };
}

const halves = <T>(list: readonly T[]): [readonly T[], readonly T[]] => [list.slice(0, list.length / 2), list.slice(list.length / 2)];

/** Values and tangents together. Which carries have tangents is a fixed point: those that ever get one. */
function pushforwardScan(loop: Loop, inputs: readonly Tensor[], tangents: readonly Maybe<Tensor>[]): Pushforward {
  const own = grouped(loop.body.inputs, loop);
  const values = grouped(inputs, loop);
  const given = grouped(tangents, loop);
  const { carries: count } = loop;
  let moving = where(given.carries, own.carries);
  /** The carries and their tangents, then the outputs and theirs. */
  let results: readonly Maybe<Tensor>[] = [];
  const parts = <T>(all: readonly T[]): readonly (readonly [readonly T[], readonly T[]])[] => [halves(all.slice(0, 2 * count)), halves(all.slice(2 * count))];
  const slopes = (all: readonly Maybe<Tensor>[]): readonly Maybe<Tensor>[] => parts(all)[0]![1];

  const attempt = (): Loop =>
    loopOf<Maybe<Tensor>>(
      loop,
      {
        constants: [...own.constants, ...where(given.constants, own.constants)],
        carries: [...own.carries, ...moving],
        rows: [...own.rows, ...where(given.rows, own.rows)],
      },
      ({ constants, carries, rows }) => {
        const [[c, dc], [s, ds], [x, dx]] = [halves(constants), halves(carries), halves(rows)];
        const dual = pushforwardGraph(loop.body, [...c, ...s, ...x] as Tensor[], [...dc, ...ds, ...dx]);
        const ts = where(dual.tangents.map((t, i) => t ?? moving[i] ?? null), orZeros(dual.tangents, dual.outputs));
        return (results = [...dual.outputs.slice(0, count), ...ts.slice(0, count), ...dual.outputs.slice(count), ...ts.slice(count)]);
      },
    );

  let dual = attempt();
  while (slopes(results).some((t, i) => t !== null && moving[i] === null)) {
    moving = where(slopes(results), own.carries);
    dual = attempt();
  }
  const found = scanned(dual, {
    constants: [...values.constants, ...given.constants],
    carries: [...values.carries, ...where(moving, orZeros(given.carries, own.carries))],
    rows: [...values.rows, ...given.rows],
  });
  const [[last, dLast], [stacked, dStacked]] = parts(inPlaces(results, found)) as [[Tensor[], Maybe<Tensor>[]], [Tensor[], Maybe<Tensor>[]]];
  return { outputs: [...last, ...stacked], tangents: [...dLast, ...dStacked] };
}

/**
 * The loop keeps the carries that each step begins with; the way back goes through them from the last, runs the body
 * again, and pulls cotangents back through it. Memory grows with the number of steps times the size of the carries.
 */
function linearizeScan(loop: Loop, inputs: readonly Tensor[], isActive: (input: number) => boolean): Linearization {
  const values = grouped(inputs, loop);
  const own = grouped(loop.body.inputs, loop);
  const keeping = loopOf(loop, own, body => [...replay(loop.body, ungrouped(body)), ...body.carries]);
  const node = apply(scanPrimitive, inputs, keeping);
  const outputs = loop.body.outputs.length;
  // Taken here and not on the way back, where a sub-graph around the loop could only keep the node as a whole.
  const began = projections(node).slice(outputs);
  /** What may have a cotangent in a step: constants and rows that are asked for, and all floating carries. */
  const wanted = where(loop.body.inputs.map((x, i) => isFloating(x.dtype) && (isCarry(loop, i) || isActive(i))), loop.body.inputs);
  const summed = grouped(wanted, loop).constants;

  return {
    node,
    pullback(cotangents) {
      const [ctCarries, ctRows] = [cotangents.slice(0, loop.carries), cotangents.slice(loop.carries, outputs)];
      /** Which carries have a cotangent is a fixed point: those that ever get one. */
      let moving = where(ctCarries, own.carries);
      let masked = present(cotangents.slice(0, outputs)).some(ct => ct.masked);
      let found: readonly Maybe<Tensor>[] = [];

      const attempt = (): Loop =>
        loopOf<Maybe<Tensor>>(
          { length: loop.length, reverse: !loop.reverse },
          {
            constants: own.constants,
            carries: [...summed, ...moving],
            rows: [...own.carries, ...own.rows, ...where(ctRows, loop.body.outputs.slice(loop.carries))],
          },
          ({ constants, carries, rows }) => {
            const known = own.carries.length + own.rows.length;
            const cts = [...carries.slice(summed.length), ...rows.slice(known)].map(seed => seed && withMask(seed, masked));
            const operands = [...constants, ...rows.slice(0, known)] as Tensor[];
            const variables = where(wanted, operands);
            found = inPlaces(variables, reverse(replay(loop.body, operands), present(variables)).pullback(cts));
            const by = grouped(found, loop);
            return [...summed.map((_, i) => total(carries[i]!, by.constants[i]!)), ...where(moving, orZeros(by.carries, own.carries)), ...by.rows];
          },
        );
      let backward = attempt();
      for (;;) {
        const carried = grouped(found, loop).carries;
        const spreads = !masked && present(found).some(ct => ct.masked);
        if (!spreads && !carried.some((ct, i) => ct !== null && moving[i] === null)) break;
        moving = where(own.carries.map((_, i) => moving[i] ?? carried[i]!), own.carries);
        masked ||= spreads;
        backward = attempt();
      }
      const results = scanned(backward, {
        constants: values.constants,
        carries: [...where(summed, orZeros(summed.map(() => null), own.constants)), ...where(moving, orZeros(ctCarries, own.carries))],
        rows: [...began, ...values.rows, ...ctRows],
      });
      // What no step depends on has no cotangent, rather than one of zeros.
      const places = [...summed, ...moving, ...grouped(found, loop).rows];
      return inPlaces(places, results).map((result, i) => (result === null || (found[i] === null && loop.length > 0) ? null : withMask(result, masked)));
    },
  };
}

/** All carries take the batch, since one that has it spreads it in general; sequences carry it behind their rows. */
function batchedScan(operands: readonly Tensor[], isBatched: (input: number) => boolean, loop: Loop, size: number): Tensor[] {
  const values = grouped(operands, loop);
  const isWide = operands.map((_, i) => isBatched(i) || isCarry(loop, i));
  const like = loop.body.inputs.map((x, i) => (isWide[i] ? widened(x, size) : x));
  const batched = loopOf(loop, grouped(like, loop), inputs => batch(loop.body, ungrouped(inputs), i => isWide[i]!, size));
  const results = scanned(batched, {
    constants: values.constants,
    carries: values.carries.map((x, i) => (isBatched(loop.constants + i) ? x : repeated(x, size))),
    rows: values.rows.map((x, i) => (isBatched(loop.constants + loop.carries + i) ? swapped(x) : x)),
  });
  return results.map((x, i) => (i < loop.carries ? x : swapped(x)));
}
