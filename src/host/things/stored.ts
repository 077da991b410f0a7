import * as v from 'valibot';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';

/** What every thing says of itself. */
const common = {
  id: v.string(),
  name: v.string(),
  username: v.string(),
  aliases: v.array(v.string()),
  targetId: v.optional(v.string()),
  targetName: v.optional(v.string()),
  userPoolId: v.optional(v.string()),
  source: v.string(),
  createdAt: v.number(),
  lastUsedAt: v.optional(v.number()),
};

const Totp = v.object({
  ...common,
  kind: v.literal('totp'),
  secret: v.string(),
  algorithm: v.picklist(['SHA1', 'SHA256', 'SHA512']),
  digits: v.number(),
  period: v.number(),
  issuer: v.optional(v.string()),
  account: v.optional(v.string()),
});
const Device = v.object({
  ...common,
  kind: v.literal('device'),
  deviceKey: v.string(),
  deviceGroupKey: v.string(),
  password: v.string(),
  remembered: v.optional(v.boolean()),
});
const Passkey = v.object({
  ...common,
  kind: v.literal('passkey'),
  credentialId: v.string(),
  privateKey: v.string(),
  rpId: v.string(),
  userHandle: v.string(),
  algorithm: v.string(),
  counter: v.number(),
});
const Stored = v.variant('kind', [Totp, Device, Passkey]);

export type StoredThing = v.InferOutput<typeof Stored>;
export type StoredOf<K extends StoredThing['kind']> = Extract<StoredThing, { kind: K }>;

/** Version of an entry. 1 was a device alone, under an account that named its target and user. */
const VERSION = 2;

export const THING_ACCOUNT = 'thing:';
/** Accounts of version 1: `device:<target id>:<username>`. A target's id may hold a colon of its own. */
export const DEVICE_ACCOUNT = 'device:';

/** What lifting an entry of version 1 needs beside it. */
export interface Lifting {
  readonly account: string;
  readonly id: string;
  readonly now: number;
}

/** An entry as text, for the vault. */
export function writeThing(thing: StoredThing): string {
  return JSON.stringify({ v: VERSION, ...thing });
}

/**
 * Reads an entry of the vault, lifting an older one. Undefined for one that can't be read or that a newer version wrote:
 * it is left where it is.
 */
export function readThing(text: string, lifting: Lifting): StoredThing | undefined {
  const entry = objectIn(text);
  if (entry === undefined) return undefined;
  const lifted = entry['v'] === 1 ? fromDevice(entry, lifting) : entry;
  if (lifted['v'] !== VERSION) return undefined;
  const parsed = v.safeParse(Stored, lifted);
  return parsed.success ? parsed.output : undefined;
}

/** 1 -> 2: a device becomes a thing among others. */
function fromDevice(entry: JsonObject, { account, id, now }: Lifting): JsonObject {
  const [, targetId = '', username = ''] = /^device:(sandbox:[^:]*|[^:]*):(.*)$/s.exec(account) ?? [];
  return {
    v: 2,
    kind: 'device',
    id,
    name: 'Countersign',
    username,
    aliases: [],
    targetId,
    source: 'ConfirmDevice',
    createdAt: now,
    deviceKey: entry['DeviceKey'] ?? null,
    deviceGroupKey: entry['DeviceGroupKey'] ?? null,
    password: entry['password'] ?? null,
  };
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
