export { curvatureAt, type Curvature } from './curvatureAt.js';
export { gradientError, type GradientError } from './gradientError.js';
export { sampleSlice, type Slice, type SliceOptions } from './sampleSlice.js';
