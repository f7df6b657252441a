import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { grad, greater, select, sqrt } from '@fermat/autodiff';

const f = grad(x => select(greater(x, 0), sqrt(x), 0));
__prints("0.25 0", f(4), f(0)); // 0.25 0
export {};
