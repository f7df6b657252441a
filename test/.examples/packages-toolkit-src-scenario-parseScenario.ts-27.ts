import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createToolkit, parseScenario, paths } from '@fermat/toolkit';

const toolkit = createToolkit({ plugins: [paths()] });
const text = `{
  "version": 1,
  "name": "beach",
  "medium": { "type": "layered", "offset": 18, "layers": [
    { "name": "sand", "thickness": 15, "speed": 10 },
    { "name": "water", "thickness": 20, "speed": -1.2 }
  ] },
  "method": { "type": "gradientDescent", "learningRate": 5 }
}`;
__throws("beach.json:6: medium.layers[1].speed is -1.2: give a number above 0, the speed in this layer", () => parseScenario(text, toolkit, { source: 'beach.json' })); // throws: beach.json:6: medium.layers[1].speed is -1.2: give a number above 0, the speed in this layer
__prints("1000", parseScenario(text.replace('-1.2', '1.2'), toolkit).stop.maxIterations); // 1000
export {};
