import { inProcess } from './inProcess.js';
import { FLOAT64_TOLERANCE, type Case, type Contestant, type Peer } from './peer.js';

export const startByHand = ({ instance: { byHand, start } }: Case): Contestant =>
  inProcess(byHand, start.slice(), new Float64Array(start.length));

/** The reference against itself: how far from 1 its ratio is tells how far the others are to be trusted. */
export const handWritten: Peer = {
  name: 'hand',
  title: 'hand-written JS',
  tolerance: FLOAT64_TOLERANCE,
  form: 'by hand',
  load: entry => Promise.resolve(() => startByHand(entry)),
};
