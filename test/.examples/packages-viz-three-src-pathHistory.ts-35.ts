import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { PathHistory } from '@fermat/viz-three';

const history = new PathHistory().update({
  paths: [[[0, 0], [2, 10], [20, 20]], [[0, 0], [8, 10], [20, 20]], [[0, 0], [11, 10], [20, 20]]],
});
history.dispose();
export {};
