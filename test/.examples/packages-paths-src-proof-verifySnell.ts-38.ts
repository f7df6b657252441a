import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { layered, layeredPath, solveLayered, straightSpans, verifySnell } from '@fermat/paths';

const medium = layered({ layers: [{ thickness: 15, speed: 10 }, { thickness: 20, speed: 1.2 }], offset: 18 });
const best = verifySnell(layeredPath(medium, solveLayered(medium)), medium);
const straight = verifySnell(layeredPath(medium, { spans: straightSpans(medium) }), medium);
__prints("true false", best.ok, straight.ok); // true false
console.log(straight.summary); // says that moving the crossing on along the interface saves time
export {};
