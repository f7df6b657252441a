import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  build: {
    target: 'es2022',
    // three.js and Graphviz are large as they are; Graphviz is loaded when the graph is first drawn.
    chunkSizeWarningLimit: 1600,
  },
});
