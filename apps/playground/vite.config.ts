import { join } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    rollupOptions: { input: ['index.html', 'map.html'].map((page) => join(import.meta.dirname, page)) },
    // three.js and Graphviz are large as they are; Graphviz is loaded when the graph is first drawn.
    chunkSizeWarningLimit: 1600,
  },
});
