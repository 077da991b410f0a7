import { createHmac } from 'node:crypto';
import { secretHash } from './secret-hash.ts';

export interface NameToTry {
  readonly name: string;
  /** Where it comes from, or how it was made from another, a few words. */
  readonly from: string;
}

export interface TriedName extends NameToTry {
  readonly makes: boolean;
}

export interface HashTrial {
  readonly tried: readonly TriedName[];
  /** A way of making it that is not Cognito's, with which one of the names gives this hash. */
  readonly mistake?: { readonly says: string; readonly name: string };
}

const PHONE = /^\+?[\d ()-]{7,}$/;

/** The names and what becomes of them on the way: trimmed, in lower case, a phone number with and without its plus. */
export function namesToTry(given: readonly NameToTry[]): NameToTry[] {
  const all = new Map<string, string>();
  const add = (name: string, from: string) => void (name !== '' && !all.has(name) && all.set(name, from));
  for (const { name, from } of given) add(name, from);
  for (const { name, from } of given) {
    add(name.trim(), `${from}, trimmed`);
    add(name.toLowerCase(), `${from}, in lower case`);
    if (PHONE.test(name)) {
      const digits = name.replaceAll(/\D/g, '');
      add(`+${digits}`, `${from}, with a plus`);
      add(digits, `${from}, without its plus`);
    }
    if (name.includes('@')) add(name.slice(0, name.indexOf('@')), `${from}, before the @`);
    if (name.includes('+') && name.includes('@'))
      add(name.replace(/\+[^@]*/, ''), `${from}, without its +tag`);
    if (/%[0-9a-f]{2}/i.test(name)) add(decoded(name), `${from}, decoded from a URL`);
    add(encodeURIComponent(name), `${from}, encoded as in a URL`);
  }
  return [...all].map(([name, from]) => ({ name, from }));
}

/** Which of the names made this SECRET_HASH; if none did, which mistake with one of them would have. */
export function tryHash(input: {
  readonly hash: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly names: readonly NameToTry[];
}): HashTrial {
  const { clientId, clientSecret } = input;
  const hash = input.hash.trim();
  const tried = input.names.map((entry) => ({
    ...entry,
    makes: secretHash({ username: entry.name, clientId, clientSecret }) === hash,
  }));
  if (tried.some(({ makes }) => makes)) return { tried };
  for (const { name } of input.names) {
    for (const { says, make } of MISTAKES) {
      if (make(name, clientId, clientSecret) === hash) return { tried, mistake: { says, name } };
    }
  }
  return { tried };
}

const hmac = (key: string | Uint8Array, data: string) => createHmac('sha256', key).update(data);

const MISTAKES: readonly {
  readonly says: string;
  readonly make: (name: string, clientId: string, secret: string) => string;
}[] = [
  {
    says: 'the client id before the name',
    make: (name, id, secret) => hmac(secret, id + name).digest('base64'),
  },
  {
    says: 'the name alone, without the client id',
    make: (name, _id, secret) => hmac(secret, name).digest('base64'),
  },
  { says: 'hex in place of Base64', make: (name, id, secret) => hmac(secret, name + id).digest('hex') },
  { says: 'Base64 for URLs', make: (name, id, secret) => hmac(secret, name + id).digest('base64url') },
  { says: 'key and data swapped', make: (name, id, secret) => hmac(name + id, secret).digest('base64') },
  {
    says: 'the client secret decoded from Base64 first',
    make: (name, id, secret) => hmac(Buffer.from(secret, 'base64'), name + id).digest('base64'),
  },
];

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
