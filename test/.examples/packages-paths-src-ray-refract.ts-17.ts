import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { refract } from '@fermat/paths';

// From air into water, whose refractive index is 1.33.
const [x, y] = refract([1, -1], [0, 1], 1, 1 / 1.33)!;
__prints("32.1 degrees from the normal", (Math.atan2(x!, -y!) * 180) / Math.PI); // 32.1 degrees from the normal
__prints("null: from below, so flat a ray stays in the water", refract([1, 0.5], [0, 1], 1 / 1.33, 1)); // null: from below, so flat a ray stays in the water
export {};
