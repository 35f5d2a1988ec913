import { serve } from '../src/bridge/host.ts';
import { createDiffusion } from '../src/engines/diffusion.ts';
import { keptRuntime } from '../src/engines/placedRuntime.ts';
import { chosenPack } from '../src/packs/chosenPack.ts';

serve(
  (models, brought) =>
    createDiffusion(chosenPack(models, 'diffusion', brought), keptRuntime('diffusion')),
  self,
);
