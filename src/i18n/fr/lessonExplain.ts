import type english from '../en/lessonExplain.ts';

const lessonExplain: typeof english = {};

export default lessonExplain;
