import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createToolkit, paths } from '@fermat/toolkit';

const toolkit = createToolkit({ plugins: [paths()] });
__prints("['layered']", toolkit.media.names()); // ['layered']
__throws("there is no scenario 'three-terrain': did you mean 'three-terrains'?", () => toolkit.scenarios.get('three-terrain')); // throws: there is no scenario 'three-terrain': did you mean 'three-terrains'?
export {};
