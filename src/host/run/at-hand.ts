import { challenges, challengeNamed } from '../../challenges/index.ts';
import type { Asked } from '../../challenges/spec.ts';
import type { Answer, InboxMessage } from '../../contract.ts';
import { totpCode, totpRemainingMs } from '../../crypto/totp.ts';
import { isFault, type Field, type Remembered } from '../../form/form.ts';
import { canonicalUsername, type LiveChain, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { chosen } from './chosen.ts';

/** The answer to an open challenge, or why there is none. */
export type AtHand =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Nothing at hand fills `field`; without a field only a person can tell what to answer. */
  | { readonly kind: 'missing'; readonly challenge: string; readonly field?: string; readonly detail: string }
  /** The TOTP code of now was taken once already: the next one comes after `ms`. */
  | { readonly kind: 'wait'; readonly challenge: string; readonly ms: number };

export interface Supplies {
  /** What was given for this very challenge: it comes before all else. */
  readonly answer?: Answer | undefined;
  /** Field key -> text, for fields that nothing else fills. */
  readonly given?: Readonly<Record<string, string>> | undefined;
}

/** The clocks' difference is known to whole seconds. Milliseconds. */
const SLACK = 1_000;

/**
 * Fills in the challenge that `parentId` asked from all the host knows: what was given, what it remembers of the user,
 * the sandbox's inbox, earlier choices, the seed's path. No challenge is known by name: its fields say what they take.
 * Remembered values stay out of the answer: they stand in when it is composed.
 */
export async function atHand(
  { sandbox, following, serverNow }: Pick<Parts, 'sandbox' | 'following' | 'serverNow'>,
  chain: LiveChain,
  parentId: string,
  { answer: wish, given = {} }: Supplies = {},
): Promise<AtHand> {
  const { asked } = stepOf(chain, parentId);
  if (asked === undefined) throw new Error('a step that asked nothing has no answer');
  // A body written by hand is the whole of what goes.
  if (wish?.rawBody !== undefined) return { kind: 'answer', answer: wish };
  const name = wish?.name ?? asked.name;
  const spec = challengeNamed(name);
  if (wish === undefined && !(spec.answerable && challenges.includes(spec)))
    return { kind: 'missing', challenge: name, detail: `${name} needs a person` };

  const fields = spec.fields({ ...asked, name });
  const inputs: Record<string, string> = { ...wish?.inputs };
  const inbox = chain.target.kind === 'sandbox' ? await readInbox(sandbox, chain, parentId) : [];
  const now = serverNow(chain.target);
  const has = (need: Remembered | 'INBOX') =>
    need === 'INBOX' ? chain.target.kind === 'sandbox' : chain.remembered.has(need);

  for (const field of fields) {
    const { key } = field;
    if (inputs[key] !== undefined || wish?.responses[key] !== undefined || isFrozen(wish, key)) continue;
    if (field.totp === true) {
      const code = codeOfNow(fields, { ...given, ...inputs }, chain, now);
      if (code !== undefined && following.wasUsed(chain, parentId, code))
        return { kind: 'wait', challenge: name, ms: totpRemainingMs(now) };
      if (code !== undefined) continue;
    }
    const remembered = [field.remember, field.computedFrom];
    if (remembered.some((source) => source !== undefined && chain.remembered.has(source))) continue;
    const value =
      (field.inbox === true ? inbox.at(-1)?.code : undefined) ??
      (field.kind === 'choice' && field.group === undefined
        ? (chosenBefore(chain, name, key) ??
          chosen(field.choices ?? [], { next: nextOnPath(sandbox, chain, asked), has }))
        : undefined) ??
      given[key];
    if (value !== undefined) inputs[key] = value;
    else if (field.required && !isComputable(field, fields, { ...given, ...inputs }))
      return { kind: 'missing', challenge: name, field: key, detail: `${key} is needed` };
  }

  const unmet = unmetChoice(fields, inputs, has);
  if (unmet !== undefined)
    return { kind: 'missing', challenge: name, field: unmet, detail: `${unmet} is needed` };
  return {
    kind: 'answer',
    answer: { responses: {}, members: {}, ...wish, name, inputs },
  };
}

/** The value of then goes once more: the host holds it. */
function isFrozen(answer: Answer | undefined, key: string): boolean {
  return Object.keys(answer?.frozen ?? {}).some((pointer) => pointer.endsWith(`/${key}`));
}

/** The code that the core would compute, as far as a usable secret is known. */
function codeOfNow(
  fields: readonly Field[],
  inputs: Readonly<Record<string, string>>,
  chain: LiveChain,
  now: number,
): string | undefined {
  const source = fields.find(({ remember }) => remember === 'TOTP_SECRET');
  const secret =
    (source === undefined ? undefined : inputs[source.key]) ?? chain.remembered.get('TOTP_SECRET')?.value;
  if (secret === undefined) return undefined;
  try {
    return totpCode(secret, now);
  } catch (error) {
    if (isFault(error) || error instanceof Error) return undefined;
    throw error;
  }
}

/** What it is computed from was given along with it. */
function isComputable(
  field: Field,
  fields: readonly Field[],
  inputs: Readonly<Record<string, string>>,
): boolean {
  const source = fields.find(({ remember }) => remember !== undefined && remember === field.computedFrom);
  return source !== undefined && inputs[source.key] !== undefined;
}

/** A choice sends what it needs along with it: the field for that, where nothing fills it. */
function unmetChoice(
  fields: readonly Field[],
  inputs: Readonly<Record<string, string>>,
  has: (need: Remembered | 'INBOX') => boolean,
): string | undefined {
  for (const { key, kind, choices = [] } of fields) {
    const need = kind === 'choice' ? choices.find(({ value }) => value === inputs[key])?.needs : undefined;
    if (need === undefined || has(need)) continue;
    const source = fields.find(({ remember }) => remember === need);
    if (source !== undefined && inputs[source.key] === undefined) return source.key;
  }
  return undefined;
}

/** What this chain chose there the last time. */
function chosenBefore(chain: LiveChain, challenge: string, key: string): string | undefined {
  const earlier = [...chain.steps.values()].filter(({ answers }) => answers === challenge);
  return earlier.findLast(({ answer }) => answer?.inputs[key] !== undefined)?.answer?.inputs[key];
}

function nextOnPath(sandbox: Parts['sandbox'], chain: LiveChain, { name }: Asked): string | undefined {
  if (chain.target.kind !== 'sandbox') return undefined;
  const seeded = sandbox
    .info()
    ?.users.find(
      ({ userPoolId, username }) => userPoolId === chain.target.userPoolId && username === chain.username,
    );
  const at = seeded?.path.indexOf(name) ?? -1;
  return at < 0 ? undefined : seeded?.path[at + 1];
}

/**
 * The messages to the chain's user, oldest first. Signed in by an alias, the user may go by another name there: then
 * those that were sent since the challenge was asked for.
 */
async function readInbox(
  sandbox: Parts['sandbox'],
  chain: LiveChain,
  parentId: string,
): Promise<InboxMessage[]> {
  const all = (await sandbox.ask('GET', 'inbox')) as InboxMessage[];
  const names = new Set([chain.username, canonicalUsername(chain, parentId)]);
  const own = all.filter(({ username }) => names.has(username));
  if (own.length > 0) return own;
  const sent = chain.events.findLast((event) => event.type === 'step.sent' && event.stepId === parentId);
  const since = (sent?.at ?? 0) + sandbox.ahead(chain.target.id) - SLACK;
  return all.filter(({ at }) => at >= since);
}
