import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts', 'src/duel.ts'],
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  clean: true,
  silent: true,
  external: ['rose', '@jax-js/jax', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm'],
  noExternal: [
    // One build is measured from beginning to end, whatever happens to its folder meanwhile.
    '@fermat/autodiff',
    // TensorFlow.js registers its gradients in files that Node cannot load as they are.
    '@tensorflow/tfjs-core/dist/register_all_gradients',
  ],
});
