/** The part of the WebAssembly API that is used here; the library is compiled without the types of a browser. */
interface Engine {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: { readonly env: Readonly<Record<string, unknown>> }) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new (descriptor: { readonly initial: number }) => Memory;
}

export interface Memory {
  readonly buffer: ArrayBuffer;
}

export const engine = (): Engine => (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;
