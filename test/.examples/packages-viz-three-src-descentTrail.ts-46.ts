import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { DescentTrail, LandscapeSurface, sampleLandscape } from '@fermat/viz-three';

const bowl = sampleLandscape((x, y) => x * x + y * y, { x: [-2, 2], y: [-2, 2], columns: 41, rows: 41 });
const surface = new LandscapeSurface().update(bowl);
const trail = new DescentTrail().update({ iterates: [[2, 1], [1, 0.5], [0.5, 0.25]], optimum: [0, 0] }, surface);
surface.add(trail);
trail.dispose();
surface.dispose();
export {};
