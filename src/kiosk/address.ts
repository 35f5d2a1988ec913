import { amiss, text, type Schema } from '../core/schema.ts';

/** The longest address of a page. */
const longestAddress = 300;

/** An address as `isAddress` has it. */
export const httpAddress: Schema<string> = (value, where) => {
  const address = text(longestAddress)(value, where);
  return isAddress(address) ? address : amiss(where, address);
};

/** Whether a text is empty or the address of a page, http or https. */
export function isAddress(address: string): boolean {
  if (address === '') return true;
  try {
    return /^https?:$/.test(new URL(address).protocol) && address.length <= longestAddress;
  } catch {
    return false;
  }
}
