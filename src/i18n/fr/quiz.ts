import type english from '../en/quiz.ts';

const quiz: typeof english = {};

export default quiz;
