import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { layered, layeredLowerBound, solveLayered } from '@fermat/paths';

const medium = layered({ layers: [{ thickness: 15, speed: 10 }, { thickness: 20, speed: 1.2 }], offset: 18 });
const { time, rayParameter } = solveLayered(medium);
__prints("18.1666...: the time straight down", layeredLowerBound(medium, 0)); // 18.1666...: the time straight down
console.log(time - layeredLowerBound(medium, rayParameter)); // a rounding error above 0
export {};
