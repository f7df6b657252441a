export { choice, permutation, type ChoiceOptions } from './choice.js';
export { foldIn, key, split } from './key.js';
export { exponential, gumbel, normal, type LocationScale } from './normal.js';
export { bernoulli, bits, randint, uniform, type UniformOptions } from './uniform.js';
