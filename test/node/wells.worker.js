import { parentPort } from 'node:worker_threads';
import { add, mul, square, sub } from '@fermat/autodiff';
import { serveObjective } from '@fermat/optim/workers';

/** As `wells.ts` in the folder above. */
const wells = ([x, y]) => add(add(square(sub(square(x), 1)), mul(0.2, x)), square(sub(y, x)));

serveObjective(wells, {}, parentPort);
