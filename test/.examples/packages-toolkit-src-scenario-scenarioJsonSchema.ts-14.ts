import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { createToolkit, paths, scenarioJsonSchema } from '@fermat/toolkit';

const schema = scenarioJsonSchema(createToolkit({ plugins: [paths()] }));
__prints("['version', 'name', 'medium', 'method']", schema.required); // ['version', 'name', 'medium', 'method']
export {};
