const { lbfgs, minimize, gradientDescent, sgd } = await import(process.argv[2]);
const n = 10000;
const start = Float64Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1.2));
const f = { valueAndGrad(x, g) { let f = 0; for (let i = 0; i < n; i += 2) { const a = 1 - x[i], b = x[i + 1] - x[i] * x[i]; f += a * a + 100 * b * b; g[i] = -2 * a - 400 * x[i] * b; g[i + 1] = 200 * b; } return f; } };
const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
const g = new Float64Array(n); for (let i = 0; i < 3000; i++) f.valueAndGrad(start, g);
let t0 = cpu(); for (let i = 0; i < 5000; i++) f.valueAndGrad(start, g); const per = (cpu() - t0) / 5000;
for (const [name, m] of [['memory 15', lbfgs()], ['memory 5', lbfgs({ memory: 5 })], ['memory 1', lbfgs({ memory: 1 })], ['sgd', gradientDescent(sgd({ learningRate: 1e-4 }))]]) {
  let best = Infinity, r;
  for (let k = 0; k < 12; k++) { const t = cpu(); for (let i = 0; i < 8; i++) r = minimize(f, start, { method: m, maxIterations: 44 }); best = Math.min(best, (cpu() - t) / 8); }
  console.log(name.padEnd(10), 'cpu us/it', (best / r.iterations).toFixed(1), 'outside', ((best - per * r.evaluations) / r.iterations).toFixed(1), 'share', (1 - per * r.evaluations / best).toFixed(2), 'per call', per.toFixed(1));
}
