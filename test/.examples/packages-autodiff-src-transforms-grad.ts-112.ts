import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { sqrt, square, sum, valueAndGrad } from '@fermat/autodiff';

const length = valueAndGrad(x => sqrt(sum(square(x))));
__prints("[5, Float64Array [0.6, 0.8]]", length(Float64Array.of(3, 4))); // [5, Float64Array [0.6, 0.8]]
export {};
