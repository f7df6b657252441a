import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { linearTranspose, mul, sum } from '@fermat/autodiff';

const total = (x) => mul(3, sum(x));
__prints("[Float64Array [6, 6]]", linearTranspose(total, Float64Array.of(0, 0))(2)); // [Float64Array [6, 6]]
export {};
