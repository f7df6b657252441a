import { definePlugin } from '../plugins/definePlugin.js';
import type { Plugin } from '../plugins/plugin.js';
import { anglesLayer } from '../picture/layers/anglesLayer.js';
import { iteratesLayer } from '../picture/layers/iteratesLayer.js';
import { optimumLayer } from '../picture/layers/optimumLayer.js';
import { straightLayer } from '../picture/layers/straightLayer.js';
import { terrainLayer } from '../picture/layers/terrainLayer.js';
import { gradientDescentMethod } from './gradientDescentMethod.js';
import { layeredMedium } from './layeredMedium.js';
import { acrossTheBay } from './acrossTheBay.js';
import { lbfgsMethod } from './lbfgsMethod.js';
import { regionsMedium } from './regionsMedium.js';
import { threeTerrains } from './threeTerrains.js';

/**
 * The plugin with what the project itself ships: the media, methods and drawing layers of `@fermat/paths` and
 * `@fermat/optim`, and ready examples.
 */
export function paths(): Plugin {
  return definePlugin({
    name: 'paths',
    media: { layered: layeredMedium(), regions: regionsMedium() },
    methods: { gradientDescent: gradientDescentMethod(), lbfgs: lbfgsMethod() },
    layers: {
      terrain: terrainLayer,
      iterates: iteratesLayer,
      straight: straightLayer,
      optimum: optimumLayer,
      angles: anglesLayer,
    },
    scenarios: { 'three-terrains': threeTerrains, 'across-the-bay': acrossTheBay },
  });
}
