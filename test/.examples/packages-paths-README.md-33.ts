import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { valueAndGrad } from '@fermat/autodiff';
import { layered, layeredTime } from '@fermat/paths';

const terrains = layered({
  layers: [{ thickness: 10, speed: 0.7 }, { thickness: 10, speed: 0.3 }, { thickness: 10, speed: 0.45 }],
  offset: 20,
});
const timeAndSlope = valueAndGrad(layeredTime(terrains));

let x = [2, 17]; // how far the path comes in each layer but the last
for (let step = 0; step < 20; step++) {
  const [, slope] = timeAndSlope(x);
  x = x.map((value, i) => value - 1.5 * slope[i]!);
}
__prints("81.91638301...", timeAndSlope(x)[0]); // 81.91638301...
export {};
