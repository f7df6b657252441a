import { defineConfig } from 'tsup';
import { library } from '../../tools/tsup.ts';

// Each entry is one module, whose pure calls bundlers drop op by op. A module a file would lose the one statement with an
// effect, that attaches the arithmetic methods to Tensor, from programs that import no more than `grad`. Further entries
// import the main one by its name, so that there is one Tensor class and one trace.
export default defineConfig({
  ...library,
  entry: { index: 'src/index.ts', interval: 'src/interval/index.ts', random: 'src/random/index.ts', soft: 'src/soft/index.ts', testing: 'src/testing/index.ts' },
  external: ['@fermat/autodiff'],
  splitting: false,
});
