import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { certify, layered, layeredPath, solveLayered, verifySnell } from '@fermat/paths';

const terrains = layered({
  layers: [
    { name: 'sand', thickness: 10, speed: 0.7 },
    { name: 'mud', thickness: 10, speed: 0.3 },
    { name: 'grass', thickness: 10, speed: 0.45 },
  ],
  offset: 20,
});

const best = solveLayered(terrains);
__prints("81.911687844967...", best.time); // 81.911687844967...
__prints("[11.173..., 14.542...], where it leaves the sand and the mud", [...best.crossings]); // [11.173..., 14.542...], where it leaves the sand and the mud

const path = layeredPath(terrains, best);
console.log(verifySnell(path, terrains).summary); // Snell's law holds at 2 crossings ...
console.log(certify(path, terrains).gap); // no path is faster by more than this: a rounding error
export {};
