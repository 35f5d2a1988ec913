import type english from '../en/failures.ts';

const failures: typeof english = {};

export default failures;
