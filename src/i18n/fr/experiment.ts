import type english from '../en/experiment.ts';

const experiment: typeof english = {};

export default experiment;
