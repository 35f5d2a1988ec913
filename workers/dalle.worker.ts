import { serve } from '../src/bridge/host.ts';
import { createDalle } from '../src/engines/dalle.ts';
import { chosenPack } from '../src/packs/chosenPack.ts';

serve((models, brought) => createDalle(chosenPack(models, 'dalle', brought)), self);
