import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { PathLine } from '@fermat/viz-three';

const line = new PathLine({ color: 'tomato' }).update([[0, 0], [11.17, 10], [14.54, 20], [20, 30]]);
line.dispose();
export {};
