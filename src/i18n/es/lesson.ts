import type english from '../en/lesson.ts';

const lesson: typeof english = {};

export default lesson;
