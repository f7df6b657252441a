import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { toSvg } from '@fermat/toolkit';

const svg = toSvg({
  width: 100,
  height: 50,
  title: 'A dot',
  description: 'A black dot in the middle',
  groups: [{ name: 'dots', marks: [{ kind: 'circle', center: [50, 25], radius: 5, fill: 'black' }] }],
});
__prints("true", svg.includes('<circle cx="50" cy="25" r="5" fill="black"/>')); // true
export {};
