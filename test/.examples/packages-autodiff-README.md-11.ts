import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { add, div, grad, mul, sin, square, type Tensor } from '@fermat/autodiff';

const height = (x: Tensor, y: Tensor) => add(square(x), div(y, 2));
__prints("[6, 0.5]", grad(height, { argnums: [0, 1] })(3, 4)); // [6, 0.5]

// The gradient has the structure of what it is taken by.
const energy = ({ position, speed }: { position: Tensor; speed: Tensor }) => add(mul(9.8, position), square(speed));
__prints("{ position: 9.8, speed: 6 }", grad(energy)({ position: 2, speed: 3 })); // { position: 9.8, speed: 6 }

// Derivatives of derivatives are derivatives like any other.
__prints("-1", grad(grad(grad(sin)))(0)); // -1
export {};
