import { serve } from '../src/bridge/host.ts';
import { createGpt2 } from '../src/engines/gpt2.ts';
import { keptRuntime } from '../src/engines/placedRuntime.ts';
import { chosenPack } from '../src/packs/chosenPack.ts';

serve(
  (models, brought) => createGpt2(chosenPack(models, 'gpt2', brought), keptRuntime('gpt2')),
  self,
);
