import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { minimize, iterate } from '@fermat/optim';

const bowl = {
  valueAndGrad(x: Float64Array, gradient: Float64Array) {
    gradient[0] = 2 * (x[0]! - 3);
    return (x[0]! - 3) ** 2;
  },
};
const values = [];
for (const { value } of iterate(bowl, [0])) values.push(value);
if (values.at(-1) !== minimize(bowl, [0]).value) throw new Error('the same search, the same end');
export {};
