import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { mul, vjp } from '@fermat/autodiff';

const [value, pullback] = vjp((x, y) => mul(x, y), 3, 4);
__prints("12 [4, 3]", value.item(), pullback(1)); // 12 [4, 3]
export {};
