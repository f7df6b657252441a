import { median } from '../quantile.js';
import { duration } from '../report/duration.js';
import { table } from '../report/table.js';
import type { SceneResult } from './measureScene.js';

const part = (x: number | null): string => (x === null ? 'none' : x === 0 ? '0' : x.toExponential(0));
const ms = (x: number): string => duration(x / 1000);

const header = ['scene', 'map', 'search', 'with certificate', 'gap', 'way back', 'gained', 'longest piece', 'certified', 'blocked', 'warm start', 'warm loss'];

const rowOf = (scene: SceneResult): string[] => [
  scene.name,
  ms(scene.mapMs),
  ms(scene.searchMs),
  ms(scene.certifiedMs),
  part(scene.gap),
  part(scene.wayBack),
  part(scene.gained),
  ms(scene.longestMs),
  ms(scene.longestCertifiedMs),
  ms(scene.coldMs),
  ms(scene.warmMs),
  part(Math.max(0, scene.warmLoss)),
];

export const formatScenes = (scenes: readonly SceneResult[]): string => table([header, ...scenes.map(rowOf)]);

/** The medians of many scenes as one, and the worst of what is to be small. */
export function summary(name: string, scenes: readonly SceneResult[]): SceneResult {
  const middle = (key: 'mapMs' | 'searchMs' | 'certifiedMs' | 'longestMs' | 'longestCertifiedMs' | 'coldMs' | 'warmMs'): number => median(scenes.map((scene) => scene[key]));
  const worst = (key: 'wayBack' | 'gained' | 'warmLoss'): number => Math.max(...scenes.map((scene) => scene[key]));
  return {
    name,
    time: NaN,
    gap: median(scenes.map(({ gap }) => gap ?? 1)),
    wayBack: worst('wayBack'),
    gained: worst('gained'),
    warmLoss: worst('warmLoss'),
    mapMs: middle('mapMs'),
    searchMs: middle('searchMs'),
    certifiedMs: middle('certifiedMs'),
    longestMs: middle('longestMs'),
    longestCertifiedMs: middle('longestCertifiedMs'),
    coldMs: middle('coldMs'),
    warmMs: middle('warmMs'),
  };
}
