import type { RegionsOptions } from '@fermat/paths';
import { randomNumbers } from './randomNumbers.js';

/** Star-shaped polygons of 3 to 7 corners that overlap, a tenth of them impassable, scattered over a square of 100: the same for the same seed. */
export function randomMap(polygons: number, seed: number): RegionsOptions {
  const random = randomNumbers(seed);
  const size = Math.sqrt(100 / polygons);
  const regions = Array.from({ length: polygons }, () => {
    const [x, y, radius, corners] = [100 * random(), 100 * random(), size * (2 + 6 * random()), 3 + Math.floor(5 * random())];
    const polygon = Array.from({ length: corners }, (_, i): [number, number] => {
      const [angle, reach] = [(2 * Math.PI * (i + 0.8 * random())) / corners, radius * (0.4 + 0.6 * random())];
      return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    });
    return { polygon, speed: random() < 0.1 ? 0 : 0.3 + 3 * random() };
  });
  return { regions, background: 1, bounds: [0, 0, 100, 100] };
}
