import type english from '../en/lessonTry.ts';

const lessonTry: typeof english = {};

export default lessonTry;
