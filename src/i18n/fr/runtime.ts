import type english from '../en/runtime.ts';

const runtime: typeof english = {};

export default runtime;
