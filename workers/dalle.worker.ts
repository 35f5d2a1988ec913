import { serve } from '../src/bridge/host.ts';
import { createDalle } from '../src/engines/dalle.ts';
import { httpPack } from '../src/packs/pack.ts';

serve((models) => createDalle(httpPack(models, 'dalle')), self);
