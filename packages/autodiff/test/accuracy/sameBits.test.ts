import { expect, test } from 'vitest';
import { numberAlgebra } from '../../src/kernel/numberAlgebra.js';
import { checkedAlgebra } from './checkedAlgebra.js';
import { functions } from './functions.js';
import { uniformSource } from './sampling.js';
import { compileMeaning } from './sourceAlgebra.js';

const SEED = 7;
const POINTS_PER_SAMPLE = 300;

const edges = [0, 1, 0.5, 2, 3, 5e-324, 2 ** -1022, 1e-300, 2 ** 20, 1e300, Number.MAX_VALUE, Infinity, NaN];
const signedEdges = edges.flatMap((value) => [value, -value]);

for (const { name, meaning, samples } of functions) {
  test(`${name} has the same bits as source text and with all its paths evaluated (seed ${SEED})`, () => {
    const arity = (samples[0] as readonly unknown[]).length;
    const compiled = compileMeaning(meaning, arity);
    const uniform = uniformSource(SEED);
    const drawn = samples.flatMap((samplers) =>
      Array.from({ length: POINTS_PER_SAMPLE }, () => samplers.map((sampler) => sampler(uniform))),
    );
    const atEdges =
      arity === 1
        ? signedEdges.map((x) => [x])
        : signedEdges.flatMap((x) => signedEdges.map((y) => [x, y]));
    const differing = [...drawn, ...atEdges].filter((args) => {
      const computed = meaning<number, number, boolean>(numberAlgebra, ...args);
      const checked = meaning<number, number, boolean>(checkedAlgebra, ...args);
      return !Object.is(compiled(...args), computed) || !Object.is(checked, computed);
    });
    expect(differing).toEqual([]);
  });
}
