import { describe, expect, it } from 'vitest';
import { grad, mul, type Tensor } from '../index.js';
import { flatten, flattenLike, restored, traced } from './tree.js';

describe('trees', () => {
  const tree = { z: 1, a: [2, 3], nested: [{ b: Float32Array.of(4, 5) }, 6, new Float64Array(0)] };

  it('come back as they were, in their own order', () => {
    const { structure, leaves } = flatten(tree, 'tree');
    const back = restored(structure, leaves) as typeof tree;
    expect(back).toEqual(tree);
    expect(Object.keys(back)).toEqual(['z', 'a', 'nested']);
  });

  it('pack arrays of numbers into one leaf', () => {
    const { structure, leaves } = flatten({ many: Array.from({ length: 10_000 }, (_, i) => i) }, 'tree');
    expect(leaves.length).toBe(1);
    const seen = traced(structure, leaves) as { many: Tensor[] };
    expect([seen.many.length, seen.many[9999]!.item()]).toEqual([10_000, 9999]);
  });

  it('name every leaf by its path', () => {
    expect(flatten(tree, 'x').structure.paths).toEqual(['x.z', 'x.a', 'x.nested[0].b', 'x.nested[1]', 'x.nested[2]']);
  });

  it('take other kinds of leaves of the same shapes', () => {
    const example = flatten({ a: [1, 2], b: new Float64Array(2) }, 'tree');
    const leaves = flattenLike({ a: Float64Array.of(3, 4), b: [5, 6] }, example, 'tangent');
    expect(leaves.map(leaf => leaf.toArray())).toEqual([[3, 4], [5, 6]]);
    expect(() => flattenLike({ a: [1, 2] }, example, 'tangent')).toThrow(/keys a, b/);
    expect(() => flattenLike({ a: [1, 2, 3], b: [1, 2] }, example, 'tangent')).toThrow(/\[3\] and \[2\]/);
  });

  it('refuse what is no tree, with the path', () => {
    expect(() => flatten({ a: [1, { b: undefined }] }, 'tree')).toThrow('tree.a[1].b is undefined');
    expect(() => flatten(new Map(), 'tree')).toThrow(/tree is an object of class Map/);
    expect(() => flatten(() => 1, 'tree')).toThrow(/tree is the function/);
    expect(() => flatten(10n, 'tree')).toThrow(/tree is 10/);
    expect(() => flatten('x', 'tree')).toThrow(/tree is "x"/);
    const cycle: Record<string, unknown> = { a: 1 };
    cycle['b'] = [{ c: cycle }];
    expect(() => flatten(cycle, 'tree')).toThrow('tree.b[0].c contains itself');
    const shared = { a: 1 };
    expect(flatten([shared, shared], 'tree').leaves.length).toBe(2);
  });

  it('may be deep, and are refused with the remedy before the stack of the engine ends', () => {
    interface Link { x: unknown; next?: Link }
    const chain = (depth: number): Link => Array.from({ length: depth - 1 }).reduce<Link>(next => ({ x: 2, next }), { x: 2 });
    const f = ({ x, next }: Link): Tensor => mul(x as Tensor, next!.x as Tensor);
    expect(grad(f as never)(chain(1000) as never)).toMatchObject({ x: 2, next: { x: 2, next: { x: 0 } } });
    for (const depth of [1001, 3000, 100_000]) {
      expect(() => grad(f as never)(chain(depth) as never)).toThrow(/^the argument\.next\.next.* is more than 1000 deep; keep/);
    }
  });

  it('are not fooled by keys with a meaning of their own', () => {
    const odd = JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, number>;
    const { structure, leaves } = flatten(odd, 'tree');
    const back = restored(structure, leaves) as object;
    expect(Object.entries(back)).toEqual([['__proto__', 1], ['constructor', 2]]);
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });
});
