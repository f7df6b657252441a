export { multiStartInWorkers, type MultiStartInWorkersOptions, type MultiStartResult, type WorkerLike } from './multiStartInWorkers.js';
export type { Port } from './port.js';
export { serveObjective, type ServeOptions } from './serveObjective.js';
export { startsInBox, type StartsInBoxOptions } from './startsInBox.js';
