import type english from '../en/offline.ts';

const offline: typeof english = {};

export default offline;
