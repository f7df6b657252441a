import { describe, expect, it } from 'vitest';
import { add, grad, jit, matmul, mul, sin, square, sum, tensor, type Tensor } from '../index.js';

describe('jit(f).explain', () => {
  const f = (x: Tensor): Tensor => sum(mul(sin(x), square(x)));
  const x = Float64Array.from({ length: 4000 }, (_, i) => i / 100);

  it('tells the backend chosen, the kernels after fusion, the bytes, and the source', () => {
    const loops = jit(f, { backend: 'js' }).explain(x);
    expect(loops.backend).toBe('js');
    expect(loops.kernels).toHaveLength(1);
    expect(loops.bytes).toEqual({ inputs: 32_000, outputs: 8, constants: 0, buffers: 0 });
    expect(loops.source).toMatch(/for \(let .*sourceURL=fermat\/compiled-\d+\.js/s);
    expect(loops.graph.size).toBe(4);
    expect(String(loops)).toMatch(/^js: 1 kernels, 32000 bytes of inputs, 8 of outputs/);

    const wasm = jit(f, { backend: 'wasm' }).explain(x);
    expect([wasm.backend, wasm.kernels]).toEqual(['wasm', loops.kernels]);
    expect(Array.from((wasm.source as Uint8Array).slice(0, 4), byte => String.fromCharCode(byte)).join('')).toBe('\0asm');
    expect(jit(f).explain(x).backend).toBe('wasm');
  });

  it('counts what is stored between kernels', () => {
    const product = (a: Tensor): Tensor => matmul(matmul(a, a), a);
    const a = tensor(Array.from({ length: 40 }, (_, i) => Array.from({ length: 40 }, (__, j) => i - j)));
    const { kernels, bytes } = jit(product, { backend: 'js' }).explain(a);
    expect(kernels).toHaveLength(2);
    expect(bytes).toEqual({ inputs: 12_800, outputs: 12_800, constants: 0, buffers: 12_800 });
  });

  it('shows straight-line code of few elements, and operations on the interpreter', () => {
    const slope = jit((y: Tensor) => grad((z: Tensor) => mul(z, sin(z)))(y));
    const { backend, kernels, source } = slope.explain(2);
    expect([backend, kernels]).toEqual(['js', [source]]);
    expect(slope(2).item()).toBeCloseTo(Math.sin(2) + 2 * Math.cos(2), 14);
    const plain = jit((y: Tensor) => add(square(y), 1), { backend: 'interpreter' }).explain(2);
    expect(plain.kernels.map(line => line.trim())).toEqual(['b: float64[] = square a', 'c: float64[] = add b 1']);
    expect(plain.source).toBeNull();
  });

  it('does not run the function', () => {
    let calls = 0;
    const counted = jit((y: Tensor) => {
      calls++;
      return square(y);
    });
    counted.explain(1);
    counted.explain(1);
    expect([counted(3).item(), calls]).toEqual([9, 1]);
  });
});
