import training from './traces/training.ts';
import prediction from './traces/prediction.ts';

/** The words of the training trace and of the prediction trace. */
export default { training, prediction };
