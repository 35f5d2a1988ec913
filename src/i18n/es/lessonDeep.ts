import type english from '../en/lessonDeep.ts';

const lessonDeep: typeof english = {};

export default lessonDeep;
