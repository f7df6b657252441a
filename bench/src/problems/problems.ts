import { layers } from './layers.js';
import { perceptron } from './perceptron.js';
import type { Problem } from './problem.js';
import { rosenbrock } from './rosenbrock.js';
import { sledge } from './sledge.js';
import { threeTerrains } from './threeTerrains.js';
import { waypoints } from './waypoints.js';

export const problems: readonly Problem[] = [threeTerrains, layers, rosenbrock, waypoints, perceptron, sledge];
