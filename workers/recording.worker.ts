import { serve } from '../src/bridge/host.ts';
import { createRecordingService } from '../src/core/recordingService.ts';

serve(createRecordingService, self);
