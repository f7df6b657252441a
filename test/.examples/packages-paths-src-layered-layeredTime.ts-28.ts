import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { valueAndGrad } from '@fermat/autodiff';
import { layered, layeredTime } from '@fermat/paths';

const medium = layered({
  layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
  offset: 20,
});
const [time, gradient] = valueAndGrad(layeredTime(medium))([2, 17]);
__prints("102.64529386...", time); // 102.64529386...
console.log(gradient); // d time / d x1, d time / d x2
export {};
