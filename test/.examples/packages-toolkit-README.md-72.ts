import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { mean, mul, slice, square } from '@fermat/autodiff';
import { createToolkit, definePlugin, parseScenario, paths, solveScenario } from '@fermat/toolkit';
import * as z from 'zod';

const leash = definePlugin({
  name: 'leash',
  costs: {
    leash: {
      summary: 'grows with the square of the distance from the start, measured along the layers',
      schema: z.strictObject({ weight: z.number().positive().describe('a number above 0') }),
      create: ({ weight }) => (vertices) => mul(weight, mean(square(slice(vertices, [1, -1], 0)))),
    },
  },
});

const toolkit = createToolkit({ plugins: [paths(), leash] });
const ready = toolkit.scenarios.get('three-terrains');
const scenario = parseScenario({ ...ready, costs: [{ type: 'leash', weight: 0.05 }] }, toolkit);
const { converged, time } = await solveScenario(scenario, { toolkit });
__prints("true true", converged, time > 81.911688); // true true
export {};
