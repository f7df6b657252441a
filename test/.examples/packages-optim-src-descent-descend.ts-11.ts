import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { descend, lbfgsDirection, minimize, moreThuente } from '@fermat/optim';

const method = descend(lbfgsDirection({ memory: 5 }), moreThuente());
const bowl = {
  valueAndGrad(x: Float64Array, gradient: Float64Array) {
    gradient[0] = Math.sinh(x[0]!);
    return Math.cosh(x[0]!);
  },
};
if (Math.abs(minimize(bowl, [2], { method }).x[0]!) > 1e-6) throw new Error('cosh is least at 0');
export {};
