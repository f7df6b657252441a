import { cFast, cOptimized } from './cProgram.js';
import { fermatArrays, fermatScalars } from './fermat.js';
import { fermatBatch } from './fermatBatch.js';
import { fermatHessian, fermatHessianTimesVector } from './fermatSecondOrder.js';
import { handWritten } from './handWritten.js';
import { jaxJs } from './jaxJs.js';
import type { Peer } from './peer.js';
import { rose } from './rose.js';
import { scalarTape } from './scalarTape.js';
import { tensorflow } from './tensorflow.js';

/** In the order of the table. The libraries among them are loaded when one takes part. */
export const peers: readonly Peer[] = [
  handWritten,
  fermatArrays,
  fermatScalars,
  fermatHessianTimesVector,
  fermatHessian,
  fermatBatch,
  cOptimized,
  cFast,
  rose,
  jaxJs,
  tensorflow,
  scalarTape,
];
