import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { add, flatObjective, square } from '@fermat/autodiff';

const objective = flatObjective(({ x, y }) => add(square(x), y), { x: 1, y: 2 });
const gradient = objective.allocate();
__prints("10 Float64Array [6, 1]", objective.valueAndGrad(Float64Array.of(3, 1), gradient), gradient); // 10 Float64Array [6, 1]
export {};
