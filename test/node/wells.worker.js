import { parentPort } from 'node:worker_threads';
import { add, mul, square, sub } from '@fermat/autodiff';
import { serveObjective } from '@fermat/optim/workers';

/** Two wells over a valley, the lower one near x = -1. */
const wells = ([x, y]) => add(add(square(sub(square(x), 1)), mul(0.2, x)), square(sub(y, x)));

serveObjective(wells, {}, parentPort);
