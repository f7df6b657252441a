import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { applyUpdates, sgd } from '@fermat/optim';

const optimizer = sgd({ learningRate: 0.1 });
let params = { weight: 2, offsets: [1, -1] };
let state = optimizer.init(params);
const grads = { weight: 10, offsets: [0, 5] };
const [updates, next] = optimizer.update(grads, state, params);
params = applyUpdates(params, updates);
state = next;
if (params.weight !== 1 || params.offsets[1] !== -1.5) throw new Error('one step down the gradient');
export {};
