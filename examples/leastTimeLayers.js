// The same question asked of the library: the closed form, and two independent checks of it.
// node leastTimeLayers.js

import { certify, layered, layeredPath, solveLayered, verifySnell } from '@fermat/paths';

const medium = layered({
  layers: [
    { name: 'grass', thickness: 10, speed: 0.7 },
    { name: 'mud', thickness: 10, speed: 0.3 },
    { name: 'sand', thickness: 10, speed: 0.45 },
  ],
  offset: 20,
});
const { time, spans, crossings } = solveLayered(medium);
const path = layeredPath(medium, { spans });
const { lowerBound, gap } = certify(path, medium);

console.log(`cross at ${[...crossings].map((x) => x.toFixed(6)).join(' and ')}: ${time.toFixed(9)} s`);
console.log(verifySnell(path, medium).summary);
console.log(`no path takes less than ${lowerBound?.toFixed(9)} s: relative gap ${gap?.toExponential(1)}`);
