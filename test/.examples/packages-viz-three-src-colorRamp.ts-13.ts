import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { colorRamp } from '@fermat/viz-three';
import { Color } from 'three';

const ramp = colorRamp(['#000000', '#ffffff']);
__prints("808080", ramp(0.5, new Color()).getHexString()); // 808080
export {};
