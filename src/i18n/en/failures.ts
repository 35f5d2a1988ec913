import { details } from '../../core/detail.ts';
import { failureWords } from '../../core/failure.ts';

/** The core says what happened in English itself, for logs; the page reads the same sentences. */
export default { kinds: failureWords, details };
