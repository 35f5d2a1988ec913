import encodeQR from 'qr';

/** A QR code as one SVG path: squares of side 1 in a field of `side` x `side`, quiet zone and all. */
export interface QrCode {
  side: number;
  path: string;
}

/** Longest text for which the code stays coarse enough for a phone's camera (version 25 or so). */
export const longestCode = 900;

/** The code of a text, medium error correction; null where the text is too long to be scanned well. */
export function qrCodeOf(text: string): QrCode | null {
  if (new TextEncoder().encode(text).length > longestCode) return null;
  // Four modules of quiet zone: ISO/IEC 18004, 9.1.
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const squares = modules.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return { side: modules.length, path: squares.join('') };
}

/** Whether an address leads back to the machine it is read on, so that no other device can follow it. */
export function isOnlyHere(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'file:' ||
    /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(hostname)
  );
}
