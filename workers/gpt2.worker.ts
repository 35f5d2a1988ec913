import { serve } from '../src/bridge/host.ts';
import { createGpt2 } from '../src/engines/gpt2.ts';
import { httpPack } from '../src/packs/pack.ts';

serve((models) => createGpt2(httpPack(models, 'gpt2')), self);
