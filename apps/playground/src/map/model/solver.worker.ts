import type { ScenarioInput } from '@fermat/toolkit';
import { answer } from './answer.js';

addEventListener('message', ({ data }: MessageEvent<ScenarioInput>) => postMessage(answer(data)));
