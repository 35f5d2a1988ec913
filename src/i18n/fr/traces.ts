import type english from '../en/traces.ts';
import prediction from './traces/prediction.ts';
import training from './traces/training.ts';

const traces: typeof english = { training, prediction };

export default traces;
