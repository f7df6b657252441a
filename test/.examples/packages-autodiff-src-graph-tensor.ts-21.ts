import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { tensor } from '@fermat/autodiff';

const x = tensor([[1, 2], [3, 4]]);
__prints("[2, 2] [[10, 20], [30, 40]]", x.shape, x.mul(10).toArray()); // [2, 2] [[10, 20], [30, 40]]
export {};
