import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { layered, solveLayered } from '@fermat/paths';

const medium = layered({
  layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
  offset: 20,
});
const { time, spans, rayParameter } = solveLayered(medium);
__prints("81.91168784496783", time); // 81.91168784496783
__prints("11.173074074867204, 3.3699144801078833, 5.457011445024913", spans); // 11.173074074867204, 3.3699144801078833, 5.457011445024913
__prints("1.0644865607551048", rayParameter); // 1.0644865607551048
export {};
