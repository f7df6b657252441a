import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { sampleLandscape } from '@fermat/viz-three';

const bowl = sampleLandscape((x, y) => x * x + y * y, { x: [-1, 1], y: [-1, 1], columns: 3, rows: 3 });
__prints("0", bowl.values[4]); // 0
export {};
