import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { add, div, grad, hypot, sub, type Tensor } from '@fermat/autodiff';
import { minimize } from '@fermat/optim';
import { layered, layeredPath, verifySnell } from '@fermat/paths';

// How long the path takes that goes x1 metres to the side in the grass, x2 in the mud and the rest in the sand.
const time = ([x1, x2]: [Tensor, Tensor]) => {
  const x3 = sub(20, add(x1, x2));
  return add(add(div(hypot(x1, 10), 0.7), div(hypot(x2, 10), 0.3)), div(hypot(x3, 10), 0.45));
};

__prints("[0.0590, 2.6520]", grad(time)([2, 17])); // [0.0590, 2.6520]

const best = minimize(time, [2, 17]);
__prints("[11.17307, 3.36991]", best.x); // [11.17307, 3.36991]
__prints("81.911687845", best.value); // 81.911687845

// Snell's law holds at every crossing exactly where no path nearby is faster.
const terrain = layered({
  layers: [
    { thickness: 10, speed: 0.7 },
    { thickness: 10, speed: 0.3 },
    { thickness: 10, speed: 0.45 },
  ],
  offset: 20,
});
__prints("true", verifySnell(layeredPath(terrain, { spans: best.x }), terrain, { tolerance: 1e-6 }).ok); // true
export {};
