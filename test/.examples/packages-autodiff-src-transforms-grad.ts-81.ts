import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { add, div, grad, square } from '@fermat/autodiff';

const dz = grad((x, y) => add(square(x), div(y, 2)), { argnums: [0, 1] });
__prints("[6, 0.5]", dz(3, 1)); // [6, 0.5]
export {};
