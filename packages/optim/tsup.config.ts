import { defineConfig } from 'tsup';
import { library } from '../../tools/tsup.ts';

export default defineConfig({ ...library, entry: { index: 'src/index.ts', landscape: 'src/landscape/index.ts', workers: 'src/workers/index.ts' } });
