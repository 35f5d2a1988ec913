import type english from '../en/lessonWhy.ts';

const lessonWhy: typeof english = {};

export default lessonWhy;
