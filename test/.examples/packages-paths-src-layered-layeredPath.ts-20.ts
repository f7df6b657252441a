import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { layered, layeredPath } from '@fermat/paths';

const medium = layered({ layers: [{ thickness: 1, speed: 1 }, { thickness: 2, speed: 2 }], offset: 5 });
__prints("[[0, 0], [2, 1], [5, 3]]", layeredPath(medium, { spans: [2] })); // [[0, 0], [2, 1], [5, 3]]
export {};
