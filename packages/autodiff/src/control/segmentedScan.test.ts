import { describe, expect, it } from 'vitest';
import { bytesOfScan, STATE_SIZE } from '../../test/memory/bytesOfScan.js';
import { add, grad, hessian, jit, jvp, mul, scan, sin, sum, tensor, vmap, type ScanOptions, type Tensor } from '../index.js';

describe('scan with checkpoints', () => {
  it('keeps memory that grows as the square root of the number of steps', () => {
    const carry = STATE_SIZE * Float64Array.BYTES_PER_ELEMENT;
    const whole = bytesOfScan(10_000);
    const [few, many] = [bytesOfScan(2_500, { checkpoint: 'sqrt' }), bytesOfScan(10_000, { checkpoint: 'sqrt' })];
    expect(whole).toBeGreaterThan(10_000 * carry);
    expect(many).toBeLessThan(4 * 2 * Math.sqrt(10_000) * carry);
    expect(many / few).toBeLessThan(2.1);
    // n / k + k carries
    const by = (k: number): number => bytesOfScan(10_000, { checkpoint: k });
    const kept = (k: number): number => 10_000 / k + k;
    expect((by(1000) - by(100)) / (kept(1000) - kept(100))).toBeCloseTo((by(500) - by(200)) / (kept(500) - kept(200)), -1);
  });

  const xs = Float64Array.from({ length: 11 }, (_, i) => Math.sin(3 * i));
  const f = (options: ScanOptions) => (w: Tensor, rows: Tensor): Tensor => {
    const [last, outputs] = scan(({ s, n }: { s: Tensor; n: Tensor }, x: Tensor) => [{ s: sin(add(mul(w, s), x)), n: add(n, x) }, mul(s, x)] as const, { s: tensor(0.5), n: tensor(0) }, rows, options);
    return add(add(last.s, mul(last.n, 0.1)), sum(mul(outputs, Array.from({ length: 11 }, (_, i) => i))));
  };

  it.each([['sqrt', false], [1, false], [3, false], [4, true], [11, true], [20, false], ['sqrt', true]] as const)('every %s, reversed: %s, changes no value', (checkpoint, reverse) => {
    const [plain, segmented] = [f({ reverse }), f({ reverse, checkpoint })];
    expect(segmented(tensor(1.3), tensor(xs)).item()).toBe(plain(tensor(1.3), tensor(xs)).item());
    const [dw, dx] = grad(segmented, { argnums: [0, 1] })(1.3, xs);
    const [ew, ex] = grad(plain, { argnums: [0, 1] })(1.3, xs);
    expect(dw).toBeCloseTo(ew, 12);
    dx.forEach((d, i) => expect(d).toBeCloseTo(ex[i]!, 12));
    expect(jit((w: Tensor) => grad(segmented)(w, xs), { backend: 'js' })(1.3).item()).toBeCloseTo(ew, 12);
    expect(jvp(segmented, [1.3, xs], [1, xs])[1].item()).toBeCloseTo(jvp(plain, [1.3, xs], [1, xs])[1].item(), 12);
    const [h, g] = [segmented, plain].map(of => hessian((x: Tensor) => of(tensor(1.3), x))(xs).data());
    h!.forEach((d, i) => expect(d).toBeCloseTo(g![i]!, 10));
    vmap((w: Tensor) => grad(segmented)(w, xs))(Float64Array.of(1.3, 0.2)).data().forEach((d, i) => expect(d).toBeCloseTo(grad(plain)([1.3, 0.2][i]!, xs), 12));
  });

  it('refuses what is no number of steps', () => {
    for (const checkpoint of [0, 1.5, -2, NaN]) expect(() => f({ checkpoint })(tensor(1), tensor(xs))).toThrow(/checkpoint/);
  });
});
