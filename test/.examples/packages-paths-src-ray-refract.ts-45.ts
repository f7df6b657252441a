import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; import { reflect } from '@fermat/paths';

__prints("[0.6, 0.8]", reflect([3, -4], [0, 1])); // [0.6, 0.8]
export {};
