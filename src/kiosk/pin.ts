import { fields, text, whole } from '../core/schema.ts';

/** A PIN as it is kept: never the digits themselves. */
export interface KeptPin {
  /** 16 bytes, hexadecimal. */
  salt: string;
  /** PBKDF2 with SHA-256, 32 bytes, hexadecimal. */
  hash: string;
  rounds: number;
}

export const pinSchema = fields<KeptPin>({
  salt: text(32),
  hash: text(64),
  rounds: whole(1, 10_000_000),
});

const rounds = 210_000;

/** Whether a text can be a PIN: four to eight digits. */
export function isPin(digits: string): boolean {
  return /^\d{4,8}$/.test(digits);
}

/** Whether this page can keep a PIN: browsers hash only on https and on this machine itself. */
export function canKeepPin(): boolean {
  return 'crypto' in globalThis && 'subtle' in (crypto as Partial<Crypto>);
}

/** A PIN in the form in which it is kept. */
export async function keptPin(digits: string): Promise<KeptPin> {
  if (!isPin(digits)) throw new RangeError('A PIN is four to eight digits.');
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
  return { salt, rounds, hash: await hashOf(digits, salt, rounds) };
}

/** Whether these digits are the PIN. */
export async function opens(pin: KeptPin, digits: string): Promise<boolean> {
  return (await hashOf(digits, pin.salt, pin.rounds)) === pin.hash;
}

async function hashOf(digits: string, salt: string, iterations: number): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', encoder.encode(digits), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: encoder.encode(salt), iterations };
  return hex(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Slows down guessing: after five wrong PINs a wait that doubles, from 30 s to an hour. */
export class Patience {
  #wrong = 0;
  #openAt = 0;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Milliseconds until the next try is heard; 0 where it is heard at once. */
  get waitMs(): number {
    return Math.max(0, this.#openAt - this.#now());
  }

  failed(): void {
    this.#wrong++;
    if (this.#wrong < 5) return;
    this.#openAt = this.#now() + Math.min(3_600_000, 30_000 * 2 ** (this.#wrong - 5));
  }

  passed(): void {
    this.#wrong = 0;
    this.#openAt = 0;
  }
}
