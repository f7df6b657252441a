import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { grad, jit, mul, sin } from '@fermat/autodiff';

const slope = jit(grad(x => mul(x, sin(x))));
__prints("0", slope(0).item()); // 0
export {};
