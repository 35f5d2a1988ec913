import { hubSources } from '../packs/standard/hubHosts.ts';

/** Cross-origin isolation: what the threads of WebAssembly need. */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** What the page never asks for, so that nothing in it ever can. */
const unused = [
  'accelerometer',
  'bluetooth',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

export const permissionsPolicy = unused.map((name) => `${name}=()`).join(', ');

/**
 * What the built page and its workers may load: their own folder's origin, and nothing else. Images
 * are also made on the page (blob:); WebAssembly needs its own word. Svelte sets styles through the
 * DOM, which needs none.
 */
export const contentPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self' blob:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
].join('; ');

/**
 * The policy of a document: its scripts' addresses pass trustedUrls.ts, and only Svelte's templates
 * become markup. onnxruntime starts threads inside workers, where this does not hold.
 */
export const documentPolicy = `${contentPolicy}; require-trusted-types-for 'script'; trusted-types default svelte-trusted-html`;

/** A policy that also lets the Hugging Face hub be asked. */
export function withHub(policy: string): string {
  return policy.replace("connect-src 'self'", `$& ${hubSources.join(' ')}`);
}
