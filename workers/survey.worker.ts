import { serve } from '../src/bridge/host.ts';
import { createSurvey } from '../src/engines/survey.ts';

serve((models) => createSurvey(models), self);
