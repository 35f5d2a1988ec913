/**
 * Lets the language forget what it last searched: the text that a regular expression last matched stays reachable
 * (`RegExp.input`, ECMAScript's legacy features) until the next match, which in an idle worker may be hours away.
 */
export function forgetLastMatch(): void {
  /^/.test('');
}
