import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createToolkit, definePlugin, parseScenario, paths, solveScenario } from '@fermat/toolkit';
import { gradientDescent, sgd } from '@fermat/optim';
import * as z from 'zod';

const heavyBall = definePlugin({
  name: 'heavyBall',
  methods: {
    heavyBall: {
      summary: 'gradient descent with a momentum of 0.5',
      schema: z.strictObject({ learningRate: z.number().positive() }),
      create: ({ learningRate }) => gradientDescent(sgd({ learningRate, momentum: 0.5 })),
    },
  },
});

const toolkit = createToolkit({ plugins: [paths(), heavyBall] });
const ready = toolkit.scenarios.get('three-terrains');
const scenario = parseScenario({ ...ready, method: { type: 'heavyBall', learningRate: 1.5 } }, toolkit);
const { time } = await solveScenario(scenario, { toolkit });
__prints("81.911688", time.toFixed(6)); // 81.911688
export {};
