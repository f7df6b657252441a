import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { add, div, square, trace } from '@fermat/autodiff';

const graph = trace((x, y) => add(square(x), div(y, 2)))(0, 0);
console.log(graph.toString());
console.log(graph.toDot());
export {};
