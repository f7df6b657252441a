import { prints as __prints, throws as __throws } from "/work/main/test/docs/prints.ts"; declare module '@fermat/toolkit' {
  interface LayerTargets {
    readonly terminal: (columns: number) => string;
  }
}
export {};
