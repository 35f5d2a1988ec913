import { hubDetails } from '../../core/detail.ts';

/** The Hugging Face hub; only in builds that may ask it. */
export default {
  field: {
    allow: 'Let this page ask the Hugging Face hub for a model',
    told: 'The hub is another company’s server. It sees your IP address and the name of the model, never your prompt. The page asks it only while this is on, without a name or a cookie, and begins every visit with it off.',
    name: 'The name of a model there: owner/model or owner/model@revision',
  },
  details: hubDetails,
};
