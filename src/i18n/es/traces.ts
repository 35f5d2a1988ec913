import type english from '../en/traces.ts';

const traces: typeof english = {};

export default traces;
