import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { layered, solveLayered } from '@fermat/paths';

const medium = layered({
  layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
  offset: 20,
});
const { time, spans, rayParameter } = solveLayered(medium);
__prints("81.911687844967...", time); // 81.911687844967...
__prints("[11.173074074867..., 3.369914480107..., 5.457011445024...]", [...spans]); // [11.173074074867..., 3.369914480107..., 5.457011445024...]
__prints("1.064486560755...", rayParameter); // 1.064486560755...
export {};
