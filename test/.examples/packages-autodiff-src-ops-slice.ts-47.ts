import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { arange, slice } from '@fermat/autodiff';

const x = arange(5);
__prints("4        x[-1]", slice(x, -1).item());                      // 4        x[-1]
__prints("[1, 2]   x[1:3]", slice(x, [1, 3]).toArray());               // [1, 2]   x[1:3]
__prints("[4, 2, 0]  x[::-2]", slice(x, [null, null, -2]).toArray());     // [4, 2, 0]  x[::-2]
export {};
