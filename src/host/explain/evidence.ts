import { asText } from '../../json.ts';
import { estimateSkew, skewSamples } from '../../chain/clock-skew.ts';
import type { Evidence, SentFacts, TimestampFacts } from '../../chain/explain/evidence.ts';
import { movedBetween, sessionFacts } from '../../chain/explain/session-facts.ts';
import { readTimestamp } from '../../chain/explain/timestamp.ts';
import { countTries, type SandboxPast, serverTime, triesIn } from '../../chain/lockout.ts';
import type { Step } from '../../chain/model.ts';
import { secretKind } from '../../chain/secret-members.ts';
import { checkRequest } from '../../cognito/check.ts';
import type { InboxMessage } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { present } from '../../present.ts';
import { answersIn, isObject, membersOf, textIn } from '../bodies.ts';
import { canonicalUsername, type LiveChain, type StepRecord, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { codeFacts } from './code-facts.ts';
import { passkeyFacts } from './passkey-facts.ts';
import { hashFacts } from './hash-facts.ts';
import { proofFacts } from './proof-facts.ts';
import { namesOf, ofSameUser, seenChains, signedInAt, type SeenChain } from './same-user.ts';
import { sandboxFacts } from './sandbox-facts.ts';
import { deviceFacts, refreshFacts, tokenFacts } from './token-facts.ts';

/**
 * Gathers what there is to know about a step that was refused; undefined for one that was not.
 * @throws CoreFault STEP_UNKNOWN
 */
export async function evidenceFor(
  parts: Parts,
  live: LiveChain,
  stepId: string,
): Promise<Evidence | undefined> {
  const { chains, sandbox, ports, targets } = parts;
  const record = stepOf(live, stepId);
  const all = seenChains(chains);
  const own = all.find((seen) => seen.live.id === live.id);
  const step = own?.shown.steps.find(({ id }) => id === stepId);
  if (own === undefined || step === undefined)
    throw coreFault('STEP_UNKNOWN', 'This step is not part of the chain.');
  const { outcome } = step;
  if (outcome?.kind !== 'error' && outcome?.kind !== 'failure') return undefined;

  const now = ports.clock.now();
  const sameUser = ofSameUser(all, own);
  // The sandbox's clock may have been moved since the step was sent.
  const ahead = sandbox.ahead(live.target.id) - movedBetween(live.events, step.sentAt, now);
  const at = step.sentAt + ahead;
  // Codes follow the server's clock, here and in the console's own.
  const codeAt = at + parts.serverNow(live.target) - sandbox.now(live.target);
  const refresh = refreshFacts(record, all);
  const canonical = canonicalName(live, record) ?? refresh?.tokenUser;
  const clientSecret = await targets.clientSecret(live.target);
  const wanted = textIn(answersIn(record.requestText), 'USERNAME') ?? canonical ?? live.username;
  const password = (record.answer?.inputs['PASSWORD'] ?? live.remembered.get('PASSWORD')?.value) || undefined;
  const other = otherUser(own, record);
  const before = other === undefined ? signedInAt(sameUser, step) : undefined;
  const inbox =
    live.target.kind === 'sandbox' ? ((await sandbox.ask('GET', 'inbox')) as InboxMessage[]) : undefined;
  const clock = estimateSkew(
    skewSamples(
      all
        .filter(({ live: other }) => other.target.endpoint === live.target.endpoint)
        .map(({ shown }) => shown),
    ),
  );
  const isProof = /PASSWORD_VERIFIER$/.test(step.answers);

  return {
    chain: own.shown,
    step,
    code: outcome.code,
    message: outcome.kind === 'error' ? outcome.message : outcome.detail,
    now,
    targetAheadMs: sandbox.ahead(live.target.id),
    sent: sentFacts(live, record),
    hash: hashFacts(live, record, clientSecret, wanted),
    session: sessionFacts(own.shown, step, live.events, sessionsOfOthers(all, live.id)),
    tries: triesNow(sameUser, own, step, { now, past: sandbox.info() }),
    // Masks break rules that the values kept.
    rules: record.bare === true ? [] : checkRequest(record.operation, membersOf(record.requestText)),
    callsInLastSecond: all
      .filter(({ live: other }) => other.target.endpoint === live.target.endpoint)
      .flatMap(({ shown }) => shown.steps)
      .filter(({ sentAt }) => sentAt <= step.sentAt && sentAt > step.sentAt - 1_000).length,
    ...present({
      canonical,
      clock,
      proof: isProof ? proofFacts(live, stepId, at) : undefined,
      timestamp: timestampFacts(record, step),
      typedCode: codeFacts({ chain: live, step, sameUser, at: codeAt, inbox }),
      passwordIsKnownOne: knownPassword(sameUser, own, password),
      userSignedInAt: before,
      device: deviceFacts(own, record, all),
      refresh,
      passkey: passkeyFacts(own, record, { all, sameUser }),
      token: tokenFacts(live, record),
      newPasswordOf: newPasswordOf(sameUser, own, record),
      answeredBefore: answeredBefore(all, own, step),
      sandbox: await sandboxFacts(sandbox, live, password, other),
    }),
  };
}

/** Whom an operation beside the sign-in is about, where that is another than the chain's user. */
function otherUser({ live }: SeenChain, { requestText }: StepRecord): string | undefined {
  const named = textIn(membersOf(requestText), 'Username');
  return named === undefined || namesOf(live).has(named.toLowerCase()) ? undefined : named;
}

function sentFacts(live: LiveChain, record: StepRecord): SentFacts {
  const body = membersOf(record.requestText);
  const answers = Object.entries(answersIn(record.requestText)).map(([key, value]) => {
    const text = asText(value);
    return [key, secretKind('answers', key, text, true) === undefined ? text : null] as const;
  });
  const poolRegion = /^([a-z]{2}(?:-[a-z]+)+-\d)_/.exec(live.target.userPoolId)?.[1];
  const endpointRegion = /cognito-idp(?:-fips)?\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(live.target.endpoint)?.[1];
  return {
    answers: Object.fromEntries(answers),
    members: Object.keys(body),
    ...(record.bare === true || isObject(record.requestText) ? {} : { unreadable: true as const }),
    targetClientId: live.target.clientId,
    targetHasSecret: live.target.hasClientSecret,
    ...present({
      clientId: textIn(body, 'ClientId'),
      authFlow: textIn(body, 'AuthFlow'),
      challengeName: textIn(body, 'ChallengeName'),
      asked: record.parentId === null ? undefined : live.steps.get(record.parentId)?.asked?.name,
      poolRegion,
      endpointRegion,
    }),
  };
}

/** The name the service gave, not the one that was typed. */
function canonicalName(live: LiveChain, record: StepRecord): string | undefined {
  const named = [...live.steps.values()].some(
    ({ asked }) => asked?.parameters['USER_ID_FOR_SRP'] ?? asked?.parameters['USERNAME'],
  );
  return named ? canonicalUsername(live, record.parentId) : undefined;
}

function timestampFacts(record: StepRecord, step: Step): TimestampFacts | undefined {
  const text = textIn(answersIn(record.requestText), 'TIMESTAMP');
  if (text === undefined) return undefined;
  const reading = readTimestamp(text);
  const date = step.response?.serverDate;
  return {
    ...reading,
    ...(reading.at === undefined || date === undefined ? {} : { aheadMs: reading.at - date }),
  };
}

function sessionsOfOthers(all: readonly SeenChain[], own: string): Set<string> {
  const others = all.filter(({ live }) => live.id !== own).flatMap(({ shown }) => shown.steps);
  return new Set(others.map(({ sessionOut }) => sessionOut).filter((session) => session !== undefined));
}

/** As they were counted when this step was answered. */
function triesNow(
  sameUser: readonly SeenChain[],
  { shown }: SeenChain,
  step: Step,
  { now, past }: { readonly now: number; readonly past: SandboxPast | undefined },
): Evidence['tries'] {
  // Put back to its seed or a snapshot only after that, the sandbox still counted what came before.
  const then = past && pastAt(past, step.endedAt ?? now);
  const until = serverTime(shown, step.endedAt ?? now);
  const tries = sameUser
    .flatMap((seen) => triesIn(seen.shown, then))
    .filter(({ at }) => at <= until)
    .toSorted((a, b) => a.at - b.at);
  const { tries: failed = 0, lockedUntil } = countTries(tries, 'password', until) ?? {};
  if (lockedUntil === undefined) return { failed };
  return { failed, lockedUntil, waitMs: Math.max(0, lockedUntil - now) };
}

function pastAt({ seededAt, forgot }: SandboxPast, at: number): SandboxPast {
  return { seededAt: seededAt <= at ? seededAt : 0, forgot: forgot.filter(({ to }) => to <= at) };
}

/** Compared with the password of a chain of the same user that got past it. */
function knownPassword(
  sameUser: readonly SeenChain[],
  own: SeenChain,
  used: string | undefined,
): boolean | undefined {
  if (used === undefined) return undefined;
  const known = sameUser
    .filter(
      ({ live, shown }) => live.id !== own.live.id && shown.steps.some(({ status }) => status === 'tokens'),
    )
    .map(({ live }) => live.remembered.get('PASSWORD')?.value)
    .findLast((value) => value !== undefined);
  return known === undefined ? undefined : known === used;
}

/** Whose password the new one is, among those that signed this user in. */
function newPasswordOf(
  sameUser: readonly SeenChain[],
  own: SeenChain,
  record: StepRecord,
): Evidence['newPasswordOf'] {
  const body = membersOf(record.requestText);
  const next =
    textIn(answersIn(record.requestText), 'NEW_PASSWORD') ??
    textIn(body, 'ProposedPassword') ??
    (record.operation === 'ConfirmForgotPassword' ? textIn(body, 'Password') : undefined);
  if (next === undefined) return undefined;
  const used = (live: LiveChain) => live.remembered.get('PASSWORD')?.value;
  if (next === textIn(body, 'PreviousPassword') || next === used(own.live)) return 'this sign-in';
  const others = sameUser.filter(
    ({ live, shown }) => live.id !== own.live.id && shown.steps.some(({ status }) => status === 'tokens'),
  );
  return others.some(({ live }) => used(live) === next) ? 'another sign-in' : undefined;
}

function answeredBefore(
  all: readonly SeenChain[],
  { live: { id, target } }: SeenChain,
  step: Step,
): Evidence['answeredBefore'] {
  const answered = all
    .filter(
      ({ live: other }) =>
        other.target.endpoint === target.endpoint && other.target.clientId === target.clientId,
    )
    .flatMap(({ live, shown }) => shown.steps.map((other) => ({ other, here: live.id === id })))
    .filter(
      ({ other }) => other.sentAt < step.sentAt && other.response !== undefined && other.status !== 'failure',
    )
    .filter(
      ({ other: { outcome } }) => outcome?.kind !== 'error' || outcome.code !== 'ResourceNotFoundException',
    )
    .at(-1);
  if (answered === undefined) return undefined;
  const { other, here } = answered;
  return {
    step: `step ${other.number}${here ? '' : ' of another chain'}`,
    at: other.endedAt ?? other.sentAt,
  };
}
