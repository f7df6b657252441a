import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { certify, layered, layeredPath, solveLayered, straightSpans } from '@fermat/paths';

const medium = layered({ layers: [{ thickness: 15, speed: 10 }, { thickness: 20, speed: 1.2 }], offset: 18 });
console.log(certify(layeredPath(medium, solveLayered(medium)), medium).gap); // a rounding error
__prints("0.08...", certify(layeredPath(medium, { spans: straightSpans(medium) }), medium).gap); // 0.08...
export {};
