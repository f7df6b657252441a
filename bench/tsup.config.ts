import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { main: 'src/main.ts', duel: 'src/duel.ts', minimizers: 'src/minimizers/main.ts', paths: 'src/paths/main.ts' },
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  clean: true,
  silent: true,
  external: ['rose', '@jax-js/jax', '@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-wasm', 'ml-levenberg-marquardt', 'numeric', 'optimization-js'],
  noExternal: [
    // One build is measured from beginning to end, whatever happens to its folder meanwhile.
    '@fermat/autodiff',
    '@fermat/optim',
    '@fermat/paths',
    '@fermat/problems',
    // Its main file is none that Node can load.
    'fmin',
    // TensorFlow.js registers its gradients in files that Node cannot load as they are.
    '@tensorflow/tfjs-core/dist/register_all_gradients',
  ],
});
