import { lbfgs, minimize, newtonTrustRegion, bfgs } from '@fermat/optim';
const now = () => performance.now();
const rosen = n => { const o = { ns: 0, calls: 0, valueAndGrad(x, g) { const t = now(); let f = 0; for (let i = 0; i < n; i += 2) { const a = 1 - x[i], b = x[i + 1] - x[i] * x[i]; f += a * a + 100 * b * b; g[i] = -2 * a - 400 * x[i] * b; g[i + 1] = 200 * b; } o.ns += now() - t; o.calls++; return f; } }; return o; };
const start = n => Float64Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1.2));
const big = m => { const o = rosen(10000); const t = now(); const r = minimize(o, start(10000), m); const all = now() - t; return { all, outside: all - o.ns, share: (all - o.ns) / all, it: r.iterations, ev: r.evaluations }; };
const med = a => a.sort((x, y) => x - y)[a.length >> 1];
for (const [name, m] of [['default', {}], ['memory 5', { method: lbfgs({ memory: 5 }) }]]) {
  for (let i = 0; i < 30; i++) big(m);
  const runs = Array.from({ length: 60 }, () => big(m));
  console.log(name, 'n=1e4 share outside', med(runs.map(r => r.share)).toFixed(3), 'ms', med(runs.map(r => r.all)).toFixed(2), runs[0].it, runs[0].ev, 'us/it outside', (1000 * med(runs.map(r => r.outside)) / runs[0].it).toFixed(1), 'us/call inside', (1000 * med(runs.map(r => r.all - r.outside)) / runs[0].ev).toFixed(1));
}
// n = 2: per iteration, the objective measured alone and taken off
const two = { valueAndGrad(x, g) { const a = 1 - x[0], b = x[1] - x[0] * x[0]; g[0] = -2 * a - 400 * x[0] * b; g[1] = 200 * b; return a * a + 100 * b * b; } };
const x0 = Float64Array.of(-1.2, 1);
for (const [name, method] of [['lbfgs', lbfgs()], ['bfgs', bfgs()]]) {
  let its = 0, evs = 0;
  for (let i = 0; i < 3000; i++) minimize(two, x0, { method });
  const times = Array.from({ length: 15 }, () => { its = 0; evs = 0; const t = now(); for (let i = 0; i < 500; i++) { const r = minimize(two, x0, { method }); its += r.iterations; evs += r.evaluations; } return (now() - t) / its * 1000; });
  console.log(name, 'n=2 us per iteration', med(times).toFixed(2), 'iterations', its / 500, 'evals', evs / 500);
}
