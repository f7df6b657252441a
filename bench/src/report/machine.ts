import { cpus, loadavg } from 'node:os';

/** When and where a measurement was taken. */
export const machine = (): object => ({
  date: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  processors: cpus().length,
  loadAverage: loadavg(),
});
