import { definePlugin } from '../plugins/definePlugin.js';
import type { Plugin } from '../plugins/plugin.js';
import { alternativesLayer } from '../picture/layers/alternativesLayer.js';
import { anglesLayer } from '../picture/layers/anglesLayer.js';
import { iteratesLayer } from '../picture/layers/iteratesLayer.js';
import { optimumLayer } from '../picture/layers/optimumLayer.js';
import { straightLayer } from '../picture/layers/straightLayer.js';
import { terrainLayer } from '../picture/layers/terrainLayer.js';
import { clearanceCost } from './costs/clearanceCost.js';
import { layeredMedium } from './media/layeredMedium.js';
import { regionsMedium } from './media/regionsMedium.js';
import { adamMethod, amsgradMethod, nadamMethod } from './methods/adamMethod.js';
import { gradientDescentMethod } from './methods/gradientDescentMethod.js';
import { lbfgsMethod } from './methods/lbfgsMethod.js';
import { newtonTrustRegionMethod } from './methods/newtonTrustRegionMethod.js';
import { bfgsMethod, conjugateGradientMethod, nelderMeadMethod } from './methods/plainMethod.js';
import { rmspropMethod } from './methods/rmspropMethod.js';
import { acrossTheBay } from './scenarios/acrossTheBay.js';
import { threeTerrains } from './scenarios/threeTerrains.js';

/**
 * The plugin with what the project itself ships: the media, costs, methods and drawing layers of `@fermat/paths` and
 * `@fermat/optim`, and ready examples.
 */
export function paths(): Plugin {
  return definePlugin({
    name: 'paths',
    media: { layered: layeredMedium(), regions: regionsMedium() },
    costs: { clearance: clearanceCost() },
    methods: {
      gradientDescent: gradientDescentMethod(),
      adam: adamMethod(),
      nadam: nadamMethod(),
      amsgrad: amsgradMethod(),
      rmsprop: rmspropMethod(),
      lbfgs: lbfgsMethod(),
      bfgs: bfgsMethod(),
      conjugateGradient: conjugateGradientMethod(),
      newtonTrustRegion: newtonTrustRegionMethod(),
      nelderMead: nelderMeadMethod(),
    },
    layers: {
      terrain: terrainLayer,
      iterates: iteratesLayer,
      straight: straightLayer,
      alternatives: alternativesLayer,
      optimum: optimumLayer,
      angles: anglesLayer,
    },
    scenarios: { 'three-terrains': threeTerrains, 'across-the-bay': acrossTheBay },
  });
}
