export { enclose, type Interval } from './enclose.js';
