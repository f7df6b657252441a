import { concatenate, mul, stack, sum, tensor, zeros } from '@fermat/autodiff';
import type { Tensor, TensorLike } from '@fermat/autodiff';
import { layered, layeredPath, layeredTime, solveLayered, straightSpans } from '@fermat/paths';
import type { LayeredMedium } from '@fermat/paths';
import * as z from 'zod';
import type { MediumKind } from '../../plugins/plugin.js';
import type { PathProblem } from '../../run/pathProblem.js';
import { printableText } from '../../scenario/printableText.js';

/** How many layers a scenario may have: more are no picture, and a medium of its own in code. */
const mostLayers = 1000;

/** Parallel layers; the unknowns are how far along the borders the path goes in each layer but the last. */
export function layeredMedium(): MediumKind {
  const layer = z
    .strictObject({
      name: printableText(40).exactOptional().describe('a name for the layer, 1 to 40 printable characters'),
      thickness: z.number().positive().describe('a number above 0, the thickness of this layer'),
      speed: z.number().positive().describe('a number above 0, the speed in this layer'),
    })
    .describe('an object with "thickness", "speed" and perhaps "name"');
  const schema = z.strictObject({
    layers: z
      .array(layer)
      .min(2)
      .max(mostLayers)
      .describe(`a list of 2 to ${mostLayers} layers in the order of the way, such as { "name": "mud", "thickness": 10, "speed": 0.3 }`),
    offset: z.number().describe('a finite number, how far the goal lies from the start along the layers'),
  });
  const kind: MediumKind<typeof schema> = {
    summary: 'parallel layers, each with a thickness and a speed; start and goal are `offset` apart along them',
    schema,
    create: ({ layers, offset }) =>
      layeredProblem(
        layered({ layers: layers.map(({ name, ...layer }) => (name === undefined ? layer : { ...layer, name })), offset }),
      ),
  };
  return kind;
}

function layeredProblem(medium: LayeredMedium): PathProblem {
  const unknowns = medium.layers.length - 1;
  const withoutLast = (spans: Float64Array): number[] => [...spans.subarray(0, unknowns)];
  return {
    medium,
    labels: Array.from({ length: unknowns }, (_, index) => `x${index + 1}`),
    time: layeredTime(medium),
    vertices: (spans) => stack([crossings(spans, medium), tensor(medium.depths)], { axis: 1 }),
    path: (spans) => layeredPath(medium, { spans }),
    straight: withoutLast(straightSpans(medium)),
    bands: medium.layers.map(({ name, speed }, index) => ({
      name,
      from: medium.depths[index] ?? 0,
      to: medium.depths[index + 1] ?? 0,
      speed,
    })),
    optimum: () => withoutLast(solveLayered(medium).spans),
  };
}

/** Where along the layers the path begins, crosses each border and ends: running sums of the spans. */
function crossings(spans: TensorLike, medium: LayeredMedium): Tensor {
  const unknowns = medium.layers.length - 1;
  const upTo = Array.from({ length: unknowns }, (_, row) => Array.from({ length: unknowns }, (_, column) => Number(column <= row)));
  const offset = medium.to[0] ?? 0;
  return concatenate([zeros([1]), sum(mul(upTo, spans), { axis: 1 }), tensor([offset])]);
}
