import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { LandscapeSurface, sampleLandscape } from '@fermat/viz-three';
import { Scene } from 'three';

const bowl = sampleLandscape((x, y) => x * x + 2 * y * y, { x: [-2, 2], y: [-2, 2], columns: 41, rows: 41 });
const surface = new LandscapeSurface({ height: 3 }).update(bowl);
new Scene().add(surface);
__prints("3", surface.heightAt(2, 2)); // 3
surface.dispose();
export {};
