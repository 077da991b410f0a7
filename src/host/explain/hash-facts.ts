import type { HashFacts } from '../../chain/explain/evidence.ts';
import { decodeJwt } from '../../chain/jwt.ts';
import { type NameToTry, namesToTry, tryHash } from '../../crypto/secret-hash-bench.ts';
import { answersIn, textIn } from '../bodies.ts';
import { canonicalUsername, type LiveChain, type StepRecord } from '../live-chain.ts';

import { isHidden } from './hidden.ts';

/** Every name this chain knows its user by, and where from. */
export function namesOfUser(chain: LiveChain, record?: StepRecord): NameToTry[] {
  const names: NameToTry[] = [];
  const add = (name: string | undefined, from: string) => {
    if (name !== undefined && name !== '') names.push({ name, from });
  };
  if (record !== undefined) {
    add(textIn(answersIn(record.requestText), 'USERNAME'), 'USERNAME of the request');
    add(canonicalUsername(chain, record.parentId), 'the canonical name');
  }
  add(chain.username, 'typed at the start');
  for (const { asked, tokens } of chain.steps.values()) {
    add(asked?.parameters['USER_ID_FOR_SRP'], 'USER_ID_FOR_SRP');
    add(asked?.parameters['USERNAME'], 'USERNAME of a challenge');
    for (const [name, value] of Object.entries(attributesIn(asked?.parameters['userAttributes'])))
      add(value, name);
    const claims = decodeJwt(tokens?.IdToken ?? '')?.payload ?? {};
    for (const claim of ['cognito:username', 'sub', 'email', 'phone_number', 'preferred_username'] as const) {
      add(textIn(claims, claim), `${claim} of the ID token`);
    }
  }
  return names;
}

/** 32 bytes in Base64 (RFC 4648 section 4). */
const HMAC_SHA256 = /^[A-Za-z0-9+/]{43}=$/;

/** Which name made the SECRET_HASH of a step. */
export function hashFacts(
  chain: LiveChain,
  record: StepRecord,
  clientSecret: string | undefined,
  wanted: string | undefined,
): HashFacts {
  const hash = textIn(answersIn(record.requestText), 'SECRET_HASH');
  const about = {
    sent: hash !== undefined,
    secretKnown: clientSecret !== undefined,
    ...(wanted === undefined ? {} : { wanted }),
    ...(hash === undefined || HMAC_SHA256.test(hash) ? {} : { misshapen: true as const }),
  };
  if (hash !== undefined && isHidden(chain, record, hash))
    return { sent: true, secretKnown: clientSecret !== undefined, hidden: true, tried: 0 };
  if (hash === undefined || clientSecret === undefined) return { ...about, tried: 0 };
  const names = namesToTry(namesOfUser(chain, record));
  const { tried } = tryHash({ hash, clientId: chain.target.clientId, clientSecret, names });
  const over = tried.find(({ makes }) => makes)?.name;
  return { ...about, tried: names.length, ...(over === undefined ? {} : { over }) };
}

const ALIASES = new Set(['email', 'phone_number', 'preferred_username', 'sub']);

function attributesIn(text: string | undefined): Record<string, string> {
  try {
    const attributes = JSON.parse(text ?? '{}') as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(attributes).filter(
        (entry): entry is [string, string] => ALIASES.has(entry[0]) && typeof entry[1] === 'string',
      ),
    );
  } catch {
    return {};
  }
}
