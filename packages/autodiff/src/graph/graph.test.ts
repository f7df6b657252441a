import { describe, expect, it } from 'vitest';
import { add, div, grad, jit, mul, slice, square, sum, trace, type Tensor } from '../index.js';

const z = (x: Tensor, y: Tensor): Tensor => add(square(x), div(y, 2));

describe('trace', () => {
  it('prints z = x^2 + y/2', () => {
    expect(trace(z)(3, 1).toString()).toMatchInlineSnapshot(`
      "(a: float64[], b: float64[]) {
        c: float64[] = square a
        d: float64[] = div b 2
        e: float64[] = add c d
        return e
      }"
    `);
  });

  it('prints gradients, arrays, parameters and called functions', () => {
    const f = (x: Tensor): Tensor => jit(function total(y: Tensor) { return sum(mul(y, [1, 2])); })(slice(x, [0, 2]));
    expect(trace(f)(new Float64Array(3)).toString()).toMatchInlineSnapshot(`
      "(a: float64[3]) {
        b: float64[2] = slice(0:2) a
        c: (float64[]) = call(total) b
          (a: float64[2]) {
            b: float64[2] = constant [1, 2]
            c: float64[2] = mul a b
            d: float64[] = sum(axes 0) c
            return d
          }
        d: float64[] = projection(0) c
        return d
      }"
    `);
    expect(trace((x: Tensor) => grad(square)(x))(3).toString()).toMatchInlineSnapshot(`
      "(a: float64[]) {
        b: float64[] = identity a
        c: float64[] = mul 2 b
        d: float64[] = mul 1 c
        return d
      }"
    `);
  });

  it('draws the expression tree', () => {
    expect(trace(z)(3, 1).toDot()).toMatchInlineSnapshot(`
      "digraph {
        rankdir=BT;
        "a" [label="a", shape=box, style=rounded, class="input"];
        "b" [label="b", shape=box, style=rounded, class="input"];
        "c" [label="square", shape=oval, class="operation"];
        "a" -> "c";
        "d" [label="div", shape=oval, class="operation"];
        "b" -> "d";
        "number 0" [label="2", shape=plaintext, class="number"];
        "number 0" -> "d";
        "e" [label="add", shape=oval, class="operation"];
        "c" -> "e";
        "d" -> "e";
        "output 0" [label="result", shape=box, style="rounded,bold", class="output"];
        "e" -> "output 0";
      }"
    `);
  });

  it('gives plain data', () => {
    const json = trace(z)(3, 1).toJSON();
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json.nodes.map(node => [node.op, ...node.operands])).toEqual([['square', 'a'], ['div', 'b', 2], ['add', 'c', 'd']]);
    expect(trace(z)(3, 1).size).toBe(3);
  });
});
