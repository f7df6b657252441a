import { cFast, cOptimized } from './cProgram.js';
import { fermatArrays, fermatScalars } from './fermat.js';
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
  cOptimized,
  cFast,
  rose,
  jaxJs,
  tensorflow,
  scalarTape,
];
