import { defineConfig } from 'tsup';
import { library } from '../../tools/tsup.ts';

// One module, whose pure calls bundlers drop op by op. A module a file would lose the one statement with an effect,
// that attaches the arithmetic methods to Tensor, from programs that import no more than `grad`.
export default defineConfig({ ...library, entry: { index: 'src/index.ts' } });
