import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { layered, solveLayered } from '@fermat/paths';

const beach = layered({
  layers: [{ name: 'sand', thickness: 15, speed: 10 }, { name: 'water', thickness: 20, speed: 1.2 }],
  offset: 18,
});
__prints("[18, 35]", beach.to); // [18, 35]
__prints("18.94181467...", solveLayered(beach).time); // 18.94181467...
export {};
