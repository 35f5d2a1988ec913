import '../src/engines/experiment/oneThread.ts';
import { serve } from '../src/bridge/host.ts';
import { createExperiment } from '../src/engines/experiment/experiment.ts';

serve(() => createExperiment(), self);
