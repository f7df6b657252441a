export { checkBackends } from './checkBackends.js';
export { checkGradients, type CheckGradientsOptions } from './checkGradients.js';
export { checkPrimitive, type CheckPrimitiveOptions } from './checkPrimitive.js';
export { checkVmap, type CheckVmapOptions } from './checkVmap.js';
