/** The Hugging Face hub. */
export const hubHost = 'huggingface.co';
export const hubOrigin = 'https://huggingface.co';

/**
 * Where the hub is asked, and where it sends those who ask for a large file: its stores (…xethub.hf.co),
 * their edges (us.aws.cdn.hf.co and the like, which come and go) and the older ones. After
 * https://huggingface.co/.well-known/meta.json and the hub's documentation on firewalls, 2026; a policy is
 * asked again at every redirect, and "*." in it stands for any depth.
 */
export const hubSources: readonly string[] = [
  hubOrigin,
  'https://*.hf.co',
  'https://cdn-lfs.huggingface.co',
  'https://cdn-lfs-us-1.huggingface.co',
  'https://cdn-lfs-eu-1.huggingface.co',
];
