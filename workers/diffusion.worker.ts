import { serve } from '../src/bridge/host.ts';
import { createDiffusion } from '../src/engines/diffusion.ts';
import { httpPack } from '../src/packs/pack.ts';

serve((models) => createDiffusion(httpPack(models, 'diffusion')), self);
