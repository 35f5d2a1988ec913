/** What TypeScript's DOM does not know yet: https://www.w3.org/TR/trusted-types/ */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown;
}

/**
 * The one policy for addresses of workers and of the service worker: they lie in the page's own
 * folder. Anything else throws. No text becomes script or markup here, so there is no rule for it.
 */
export function trustOwnUrls(home: URL): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      const { href } = new URL(url, home);
      if (href.startsWith(home.href) || href.startsWith(`blob:${home.origin}/`)) return href;
      throw new TypeError(`${href} is not part of this page.`);
    },
  });
}
