import { serve } from '../src/bridge/host.ts';
import { createDalle } from '../src/engines/dalle.ts';
import { keptRuntime } from '../src/engines/placedRuntime.ts';
import { chosenPack } from '../src/packs/chosenPack.ts';

serve(
  (models, brought) => createDalle(chosenPack(models, 'dalle', brought), keptRuntime('dalle')),
  self,
);
