import { abs, add, customJvp, customVjp, definePrimitive, einsum, full, matmul, mul, norm, select, greater, sin, sqrt, stopGradient, sum, tensor, type Primitive, type Tensor } from '@fermat/autodiff';
import { describe, expect, it } from 'vitest';
import { checkBackends, checkGradients, checkPrimitive, checkVmap } from './index.js';

describe('checkGradients', () => {
  it('accepts what is right, of trees, in any mode and order', () => {
    const ofTrees = ({ a, b }: { a: Tensor; b: [Tensor, Tensor] }): unknown => ({ p: mul(a, sin(b[0])), q: [sum(b[1])] });
    expect(() => checkGradients(ofTrees, [{ a: 2, b: [Float64Array.of(1, 2), tensor([[1, 2], [3, 4]])] }], { order: 3 })).not.toThrow();
    expect(() => checkGradients((x: Tensor) => matmul(x, x), [tensor([[1, 2], [3, 4]])], { modes: ['reverse'] })).not.toThrow();
    expect(() => checkGradients((x: Tensor) => sqrt(x), [1e6])).not.toThrow();
    expect(() => checkGradients((x: Tensor) => mul(x, sin(x)), [full([3], 0.7, 'float32')])).not.toThrow();
  });

  it('refuses a wrong tangent, a wrong cotangent, and a wrong derivative of a right one', () => {
    const wrongTangent = customJvp((x: Tensor) => sin(x), (_, [dx]) => dx);
    expect(() => checkGradients(wrongTangent, [0.3])).toThrow(/order 1 in forward mode/);
    expect(() => checkGradients(wrongTangent, [0.3], { modes: ['reverse'] })).toThrow(/order 1 in reverse mode/);
    const wrongCotangent = customVjp((x: Tensor) => sin(x), x => [sin(x), x], (x, ct) => [mul(ct, add(1, mul(0, x)))]);
    expect(() => checkGradients(wrongCotangent, [0.3], { modes: ['reverse'] })).toThrow(/order 1 in reverse mode at \[0.3\]/);
    const frozen = customJvp((x: Tensor) => mul(x, x), ([x], [dx]) => mul(dx, mul(2, stopGradient(x))));
    expect(() => checkGradients(frozen, [0.3], { order: 1 })).not.toThrow();
    expect(() => checkGradients(frozen, [0.3])).toThrow(/order 2/);
  });

  it('refuses slopes that are not there', () => {
    expect(() => checkGradients((x: Tensor) => abs(x), [1e-5])).toThrow(/order 1/);
    expect(() => checkGradients((x: Tensor) => norm(x), [Float64Array.of(0, 0)])).toThrow();
  });
});

const cube: Primitive<null> = {
  name: 'cube',
  infer: ([x]) => x!,
  lower: (target, inputs, _params, type) => target.map(type, (k, [x]) => k.mul(k.mul(x as never, x as never), x as never), inputs),
  jvp: ([dx], { inputs: [x] }) => mul(dx!, mul(3, mul(x!, x!))),
  domain: [[-2, 2]],
};

describe('checkPrimitive', () => {
  it('accepts what is right', () => {
    expect(() => checkPrimitive(cube, { params: null })).not.toThrow();
    expect(() => checkPrimitive(cube, { params: null, samples: [[tensor([[1, 2]])], [tensor([[3, 4]])]], order: 3 })).not.toThrow();
  });

  it('refuses a rule that is wrong', () => {
    const draw = definePrimitive(cube);
    expect(() => checkPrimitive({ ...cube, jvp: ([dx], { inputs: [x] }) => mul(dx!, x!) }, { params: null })).toThrow(/forward mode/);
    expect(() => checkPrimitive({ ...cube, batch: ([x]) => draw([mul(2, x!)], null) }, { params: null })).toThrow(/vmap/);
    const halving: Primitive<null> = {
      name: 'halving',
      infer: ([x]) => x!,
      lower: cube.lower,
      linear: true,
      linearTranspose: ([ct]) => [ct!],
      domain: [[1, 2]],
    };
    expect(() => checkPrimitive(halving, { params: null })).toThrow(/order 1/);
    let calls = 0;
    const moody: Primitive<null> = { ...cube, lower: (target, inputs, _params, type) => target.map(type, (k, [x]) => k.add(x as never, k.float(calls++)), inputs) };
    expect(() => checkPrimitive(moody, { params: null })).toThrow(/interpreter is .*, js /);
  });

  it('wants something to draw from', () => {
    const { domain: _, ...homeless } = cube;
    expect(() => checkPrimitive(homeless, { params: null })).toThrow(/domain/);
  });

  it('needs no derivatives of what has none', () => {
    const step: Primitive<null> = {
      name: 'step',
      infer: ([x]) => ({ ...x!, dtype: 'int32', weak: false }),
      lower: (target, inputs, _params, type) => target.map(type, (k, [x]) => k.selectInt(k.lt(k.float(0), x as never), k.int(1), k.int(0)), inputs),
      domain: [[-1, 1]],
    };
    expect(() => checkPrimitive(step, { params: null })).not.toThrow();
  });
});

describe('checkBackends and checkVmap', () => {
  it('take functions of values', () => {
    const samples = [1, 2, 3].map(k => [tensor([[k, 2], [0.5, k]]), Float64Array.of(k, 1)]);
    expect(() => checkVmap((a, b) => einsum('ij,j->i', a, b), samples)).not.toThrow();
    expect(() => checkBackends((a: Tensor, b: Tensor) => ({ x: sin(matmul(a, b)) }), samples[0] as [Tensor, Float64Array])).not.toThrow();
  });

  it('find what knows of its neighbours', () => {
    const peeking = definePrimitive<null>({
      name: 'peeking',
      infer: ([x]) => x!,
      lower: (target, inputs, _params, type) => target.map(type, (k, [x]) => k.mul(x as never, k.float(type.size)), inputs),
    });
    expect(() => checkVmap(x => peeking([x], null), [[1], [2]])).toThrow(/vmap over batched at element 0: it is 2, a loop 1/);
    expect(() => checkVmap(x => select(greater(x, 0), x, 0), [[1], [2]])).not.toThrow();
  });
});
