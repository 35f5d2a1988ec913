import type english from '../en/lessonMetrics.ts';

const lessonMetrics: typeof english = {};

export default lessonMetrics;
