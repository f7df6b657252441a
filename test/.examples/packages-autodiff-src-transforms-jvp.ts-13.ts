import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { jvp, sin } from '@fermat/autodiff';

const [value, slope] = jvp(x => sin(x), [0], [2]);
__prints("0 2", value.item(), slope.item()); // 0 2
export {};
