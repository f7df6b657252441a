import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { layered, pathTime } from '@fermat/paths';

const medium = layered({ layers: [{ thickness: 3, speed: 1 }, { thickness: 3, speed: 2 }], offset: 8 });
__prints("7.5, which is 5 / 1 + 5 / 2", pathTime([[0, 0], [8, 6]], medium)); // 7.5, which is 5 / 1 + 5 / 2
export {};
