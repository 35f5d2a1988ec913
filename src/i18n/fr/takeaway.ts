import type english from '../en/takeaway.ts';

const takeaway: typeof english = {};

export default takeaway;
