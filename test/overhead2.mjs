import { lbfgs, minimize, gradientDescent, sgd, conjugateGradient } from '@fermat/optim';
import { flatObjective, slice, mul, sub, square, sum, add } from '@fermat/autodiff';
const now = () => performance.now();
const n = 10000;
const start = Float64Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1.2));
const hand = (x, g) => { let f = 0; for (let i = 0; i < n; i += 2) { const a = 1 - x[i], b = x[i + 1] - x[i] * x[i]; f += a * a + 100 * b * b; g[i] = -2 * a - 400 * x[i] * b; g[i + 1] = 200 * b; } return f; };
const traced = flatObjective(x => { const e = slice(x, [0, n, 2]); const o = slice(x, [1, n, 2]); return sum(add(square(sub(1, e)), mul(100, square(sub(o, square(e)))))); }, start);
const least = (f, reps) => { let best = Infinity; for (let i = 0; i < reps; i++) { const t = now(); f(); best = Math.min(best, now() - t); } return best * 1000; };
const g = new Float64Array(n);
const a = traced.allocate(), b = traced.allocate(); a.set(start);
console.log('us per call: hand', least(() => hand(start, g), 3000).toFixed(1), 'traced in place', least(() => traced.valueAndGrad(a, b), 3000).toFixed(1), 'traced on foreign vectors', least(() => traced.valueAndGrad(start, g), 3000).toFixed(1));
const dot = (x, y) => { let s0 = 0, s1 = 0, s2 = 0, s3 = 0; for (let i = 0; i < n; i += 4) { s0 += x[i] * y[i]; s1 += x[i + 1] * y[i + 1]; s2 += x[i + 2] * y[i + 2]; s3 += x[i + 3] * y[i + 3]; } return s0 + s1 + s2 + s3; };
const along = (x, t, d, o) => { for (let i = 0; i < n; i++) o[i] = x[i] + t * d[i]; };
console.log('us per pass: dot', least(() => dot(start, g), 3000).toFixed(1), 'axpy', least(() => along(start, 1e-9, g, b), 3000).toFixed(1));
const f = { ns: 0, valueAndGrad(x, g) { const t = now(); const v = hand(x, g); this.ns += now() - t; return v; } };
for (const [name, m] of [['memory 15', lbfgs()], ['memory 5', lbfgs({ memory: 5 })], ['memory 1', lbfgs({ memory: 1 })], ['cg', conjugateGradient()], ['sgd', gradientDescent(sgd({ learningRate: 1e-4 }))]]) {
  let best = { all: Infinity };
  for (let i = 0; i < 80; i++) { f.ns = 0; const t = now(); const r = minimize(f, start, { method: m, maxIterations: 44 }); const all = now() - t; if (all < best.all) best = { all, inside: f.ns, it: r.iterations, ev: r.evaluations }; }
  console.log(name.padEnd(10), 'ms', best.all.toFixed(2), 'share outside', ((best.all - best.inside) / best.all).toFixed(3), 'us/it outside', (1000 * (best.all - best.inside) / best.it).toFixed(1), best.it, best.ev);
}
