/** Whether this browser has an encoder for video at all (WebCodecs). */
export function canMakeVideo(): boolean {
  return 'VideoEncoder' in globalThis;
}
