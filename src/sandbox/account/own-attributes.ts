import type { Client } from '../pool/client.ts';
import { refusal } from '../refusal.ts';

/** Known by the service alone, or proved to it by a code: nobody writes them for themselves. */
const NOT_WRITABLE = new Set(['sub', 'email_verified', 'phone_number_verified']);

/** @throws NotAuthorizedException for an attribute that people may not write through this app client. */
export function refuseUnwritable({ writeAttributes }: Client, name: string): void {
  const isWritable =
    !NOT_WRITABLE.has(name) &&
    !name.startsWith('dev:') &&
    (writeAttributes === undefined || writeAttributes.includes(name));
  if (isWritable) return;
  throw refusal('NotAuthorizedException', 'A client attempted to write unauthorized attribute');
}
