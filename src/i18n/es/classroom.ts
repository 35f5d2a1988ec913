import type english from '../en/classroom.ts';

const classroom: typeof english = {};

export default classroom;
