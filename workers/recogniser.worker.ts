import { serve } from '../src/bridge/host.ts';
import { createRecogniser } from '../src/engines/recogniser.ts';
import { httpPack } from '../src/packs/pack.ts';

serve((models) => createRecogniser(httpPack(models, 'recogniser')), self);
