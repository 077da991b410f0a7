import { codeField, namesWhere, sendsCode } from '../../challenges/traits.ts';
import type { CodeFacts } from '../../chain/explain/evidence.ts';
import type { Step } from '../../chain/model.ts';
import { totpCode } from '../../crypto/totp.ts';
import { SENDS_MESSAGE } from '../../errors/operations.ts';
import type { InboxMessage } from '../../contract.ts';
import { answersIn, membersOf, textIn } from '../bodies.ts';
import { canonicalUsername, type LiveChain } from '../live-chain.ts';
import { went } from '../run/advance.ts';
import { isHidden } from './hidden.ts';
import type { SeenChain } from './same-user.ts';

const SENDS: ReadonlySet<string> = new Set(SENDS_MESSAGE);
/** Every field that takes a code: a tester may send one under another challenge's name. */
const CODE_FIELDS = namesWhere(() => true).flatMap((name) => codeField(name) ?? []);
/**
 * Operations that take the code of a message: the member, and how long the code lives. Milliseconds, protocol
 * reference 9.2.
 */
const CONFIRMS: Readonly<Record<string, { readonly member: string; readonly livesMs: number }>> = {
  ConfirmSignUp: { member: 'ConfirmationCode', livesMs: 86_400_000 },
  ConfirmForgotPassword: { member: 'ConfirmationCode', livesMs: 3_600_000 },
  VerifyUserAttribute: { member: 'Code', livesMs: 86_400_000 },
};
/** 30-second steps searched each way for a TOTP code. */
const STEPS_EACH_WAY = 10;

export interface CodeInput {
  readonly chain: LiveChain;
  readonly step: Step;
  readonly sameUser: readonly SeenChain[];
  /** When the step was sent, by the target's clock. */
  readonly at: number;
  /** Messages to everybody; undefined where there is no inbox. */
  readonly inbox: readonly InboxMessage[] | undefined;
}

/**
 * What the code of a step is, as far as secrets, inbox and earlier steps tell. Undefined when it sent none, or when a
 * redacted file hides it.
 */
export function codeFacts(input: CodeInput): CodeFacts | undefined {
  const { chain, step } = input;
  const record = chain.steps.get(step.id);
  if (record === undefined) return undefined;
  const answers = answersIn(record.requestText);
  const field = CODE_FIELDS.find(({ key }) => textIn(answers, key) !== undefined);
  const body = membersOf(record.requestText);
  const confirms = CONFIRMS[step.operation];
  const confirmed = confirms && textIn(body, confirms.member);
  const userCode = step.operation === 'VerifySoftwareToken' ? textIn(body, 'UserCode') : undefined;
  const sent = textIn(answers, field?.key ?? '') ?? userCode ?? confirmed;
  if (sent === undefined || isHidden(chain, record, sent)) return undefined;
  if (field?.totp === true) return totpFacts(field.key, textIn(answers, field.key) ?? '', input);
  if (userCode !== undefined) return totpFacts('UserCode', userCode, input);
  if (confirms !== undefined && confirmed !== undefined) {
    const facts = messageFacts(confirms.member, confirmed, input, textIn(body, 'Username'));
    return { ...facts, livesMs: confirms.livesMs };
  }
  return field === undefined ? undefined : messageFacts(field.key, textIn(answers, field.key) ?? '', input);
}

function totpFacts(key: string, code: string, { chain, step, sameUser, at }: CodeInput): CodeFacts {
  const seed = chain.remembered.get('TOTP_SECRET');
  const acceptedBy = acceptedBefore(key, code, step, chain, sameUser);
  const about = {
    key,
    kind: 'totp' as const,
    digits: /^\d{6}$/.test(code),
    sends: 0,
    sentAgain: false,
    ...(acceptedBy === undefined ? {} : { acceptedBy }),
  };
  if (seed === undefined) return about;
  const steps = Array.from({ length: 2 * STEPS_EACH_WAY + 1 }, (_, index) => index - STEPS_EACH_WAY).sort(
    (a, b) => Math.abs(a) - Math.abs(b),
  );
  const codes = codesOf(seed.value, at, steps);
  const totpStep = steps[codes.indexOf(code)];
  const slip = totpStep === undefined ? slipOf(code, codes.slice(0, 3)) : undefined;
  return {
    ...about,
    ...(codes.length > 0 ? { seedFrom: seed.from } : {}),
    ...(totpStep === undefined ? {} : { totpStep }),
    ...(slip === undefined ? {} : { slip }),
  };
}

function codesOf(secret: string, at: number, steps: readonly number[]): string[] {
  try {
    return steps.map((offset) => totpCode(secret, at, offset));
  } catch {
    return [];
  }
}

function messageFacts(
  key: string,
  code: string,
  { chain, step, sameUser, at, inbox }: CodeInput,
  whose?: string,
): CodeFacts {
  const asks = sameUser
    .flatMap(({ shown }) => shown.steps)
    .filter(
      ({ operation, outcome, endedAt = 0 }) =>
        endedAt <= step.sentAt &&
        (outcome?.kind === 'challenge'
          ? sendsCode(outcome.name)
          : outcome?.kind === 'done' && SENDS.has(operation)),
    );
  const asker = asks.find(({ id }) => id === step.parentId);
  const about = {
    key,
    kind: 'message' as const,
    digits: /^\d{6,8}$/.test(code),
    sends: asks.length,
    sentAgain: asks.some(({ endedAt = 0 }) => endedAt > (asker?.endedAt ?? Infinity)),
  };
  if (inbox === undefined) return about;
  const names = new Set([chain.username, canonicalUsername(chain, step.parentId), whose]);
  // A second of slack: the inbox keeps the sandbox's time, which is known to whole seconds.
  const own = inbox
    .filter((message) => names.has(message.username) && message.at <= at + 1_000)
    .toSorted((a, b) => b.at - a.at);
  const match = own.findIndex((message) => message.code === code);
  const newest = own[0];
  const slip = match < 0 && newest !== undefined ? slipOf(code, [newest.code]) : undefined;
  const ours = (message: InboxMessage) => message.at - (at - step.sentAt);
  return {
    ...about,
    inbox: {
      count: own.length,
      ...(match < 0 ? {} : { match, matchAt: ours(own[match] as InboxMessage) }),
      ...(newest === undefined ? {} : { newestAt: ours(newest) }),
    },
    ...(slip === undefined ? {} : { slip }),
  };
}

/** By this chain's step of that number, or 0 for another chain. */
function acceptedBefore(
  key: string,
  code: string,
  step: Step,
  chain: LiveChain,
  sameUser: readonly SeenChain[],
): number | undefined {
  for (const { live, shown } of sameUser) {
    const by = shown.steps.find(({ id, sentAt }) => {
      const record = live.steps.get(id);
      if (record === undefined || id === step.id || sentAt > step.sentAt || !went(live, id)) return false;
      return textIn(answersIn(record.requestText), key) === code;
    });
    if (by !== undefined) return live.id === chain.id ? by.number : 0;
  }
  return undefined;
}

function slipOf(code: string, right: readonly string[]): CodeFacts['slip'] {
  for (const good of right) {
    if (good.length !== code.length) continue;
    const at = [...good].flatMap((digit, index) => (digit === code[index] ? [] : [index]));
    if (at.length === 1) return 'digit';
    const [first = 0, second = 0] = at;
    if (
      at.length === 2 &&
      second === first + 1 &&
      good[first] === code[second] &&
      good[second] === code[first]
    ) {
      return 'swap';
    }
  }
  return undefined;
}
