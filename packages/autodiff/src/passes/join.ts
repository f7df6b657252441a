import type { Primitive } from '../graph/primitive.js';
import type { Tensor } from '../graph/tensor.js';
import { withShape, type Shape } from '../graph/tensorType.js';
import { addPrimitive } from '../ops/addPrimitive.js';
import { padPrimitive, sliceMap, type PadParams } from '../ops/structure.js';
import type { Make } from './fold.js';

/** Several pads of one shape as one array, to which each contributes other elements. */
const joinPrimitive: Primitive<readonly PadParams[]> = {
  name: 'join',
  infer: ([x], pads) => withShape(x!, pads[0]!.shape),
  lower: (target, inputs, pads, type) => target.place(type, 0, inputs.map((input, i) => ({ ...input, at: sliceMap(type.shape, pads[i]!) }))),
  format: pads => pads.map(pad => padPrimitive.format!(pad)).join(' and '),
};

/** The sum of pads that do not overlap, in which nothing is added. */
export function joined({ primitive, inputs }: Tensor, make: Make): Tensor | undefined {
  if (primitive !== addPrimitive) return undefined;
  const [left, right] = inputs.map(padsOf);
  if (left === undefined || right === undefined || !left.inputs.every((a, i) => right.inputs.every((b, j) => areApart(a.shape, left.pads[i]!, b.shape, right.pads[j]!)))) return undefined;
  return make(joinPrimitive, [...left.inputs, ...right.inputs], [...left.pads, ...right.pads]);
}

function padsOf({ primitive, inputs, params }: Tensor): { readonly inputs: readonly Tensor[]; readonly pads: readonly PadParams[] } | undefined {
  if (primitive === padPrimitive) return { inputs, pads: [params as PadParams] };
  return primitive === joinPrimitive ? { inputs, pads: params as readonly PadParams[] } : undefined;
}

/** Whether along some axis two pads take different indices. */
function areApart(a: Shape, padA: PadParams, b: Shape, padB: PadParams): boolean {
  return a.some((n, axis) => {
    const [startA, startB, stepA, stepB] = [padA.starts[axis]!, padB.starts[axis]!, padA.steps[axis]!, padB.steps[axis]!];
    const [lowA, highA] = ends(startA, stepA, n);
    const [lowB, highB] = ends(startB, stepB, b[axis]!);
    return highA < lowB || highB < lowA || (stepA === stepB && (startA - startB) % stepA !== 0);
  });
}

function ends(start: number, step: number, count: number): readonly [number, number] {
  const last = start + step * (count - 1);
  return [Math.min(start, last), Math.max(start, last)];
}
