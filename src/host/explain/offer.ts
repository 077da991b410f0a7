import type { Fix } from '../../chain/explain/cause.ts';
import { DOTS, maskOf } from '../../chain/mask.ts';
import { forkKindOf, pastOf } from '../../chain/fork.ts';
import { chainOf } from '../../chain/model.ts';
import { pendingAt } from '../../chain/pending.ts';
import { secretKind } from '../../chain/secret-members.ts';
import type { FixChange, FixOffer } from '../../contract/explain.ts';
import { asText, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { membersOf } from '../bodies.ts';
import { type LiveChain, type StepRecord, stepOf } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { atHand } from '../run/at-hand.ts';
import { canCallAgain } from './call-again.ts';
import { applyFix, fixedKeys } from './apply-fix.ts';
import { cameFrom, willComeFrom } from './change-words.ts';

/** What a fix would do, as a person may see it. Undefined for steps that were not made from an answer. */
export async function offerOf(
  parts: Parts,
  live: LiveChain,
  stepId: string,
  fix: Fix,
): Promise<FixOffer | undefined> {
  const record = stepOf(live, stepId);
  const waitMs = fix.waitMs ?? 0;
  const ready = waitMs > 0 ? { readyAt: parts.ports.clock.now() + waitMs } : {};
  if (canCallAgain(live, record, fix)) return { label: fix.label, how: 'again', changes: [], ...ready };
  const how = howToSend(live, stepId, fix, parts.ports.clock.now());
  if (record.answer === undefined || how === undefined) return undefined;
  return {
    label: fix.label,
    how,
    changes: await changesOf(parts, live, record, fix, how),
    ...ready,
  };
}

/** Whether the step's challenge can be answered once more, or has to be reached again. */
export function howToSend(
  live: LiveChain,
  stepId: string,
  fix: Fix,
  now: number,
): FixOffer['how'] | undefined {
  const shown = chainOf(live.events);
  const kind = shown && forkKindOf(shown, stepId, now)?.kind;
  if (kind === undefined || fix.from === 'start') return kind && 'replay';
  if (kind === 'live') return 'resend';
  const step = shown?.steps.find(({ id }) => id === stepId);
  const pending = shown && step?.parentId ? pendingAt(pastOf(shown), step.parentId) : undefined;
  // With another Session than the refused one the challenge can still be answered.
  const alive = pending?.hasSession === true && (pending.expiresAt ?? 0) > now;
  return fix.compute?.includes('Session') === true && alive ? 'resend' : 'replay';
}

async function changesOf(
  parts: Parts,
  live: LiveChain,
  record: StepRecord,
  fix: Fix,
  how: FixOffer['how'],
): Promise<FixChange[]> {
  const { answer: refused } = record;
  if (refused === undefined) return [];
  const answer = applyFix(refused, fix);
  const { parentId } = record;
  const sends = parentId === null ? answer : await filled(parts, live, parentId, answer);
  const draft =
    parentId === null
      ? await parts.chains.draftStart({
          target: live.target,
          answer,
          remembered: live.remembered,
          username: live.username,
        })
      : await parts.chains.draftAnswer(live, parentId, sends);
  const asked = parentId === null ? undefined : stepOf(live, parentId).asked;
  const mended = { composed: draft.composed, answer: sends, fix, how, asked };
  const before = flat(membersOf(record.requestText));
  const after = flat(draft.composed.body);
  const keys = fixedKeys(fix);
  return [...keys].flatMap((key): FixChange[] => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was === is) return [];
    const hidden = isSecret(key, is ?? was ?? '');
    return [
      {
        key,
        ...(was === undefined ? {} : { before: shown(key, was) }),
        ...(was === undefined || !hidden ? {} : { beforeFrom: cameFrom(refused, key) }),
        // What is computed after the way was run again is another value than this one.
        ...(is === undefined ? {} : { after: hidden && how === 'replay' ? DOTS : shown(key, is) }),
        ...(is === undefined || !hidden ? {} : { afterFrom: willComeFrom(mended, key) }),
      },
    ];
  });
}

/** With the code that the inbox holds, where the answer has none. */
async function filled(
  parts: Parts,
  live: LiveChain,
  parentId: string,
  answer: StepRecord['answer'] & object,
) {
  const made = await atHand(parts, live, parentId, { answer });
  return made.kind === 'answer' ? made.answer : answer;
}

/** Members and answer keys side by side: no name stands in both. */
function flat(body: JsonObject): Map<string, string> {
  const entries = Object.entries(body).flatMap(([name, value]): [string, JsonValue][] =>
    isJsonObject(value) && /^(AuthParameters|ChallengeResponses)$/.test(name)
      ? Object.entries(value)
      : [[name, value]],
  );
  return new Map(entries.map(([key, value]) => [key, asText(value)]));
}

function kindOf(key: string, value: string) {
  return secretKind(key === 'Session' ? 'plain' : 'answers', key, value, true);
}

const OPEN_MEMBERS = new Set(['ClientId', 'ChallengeName', 'AuthFlow']);

function isSecret(key: string, value: string): boolean {
  return !OPEN_MEMBERS.has(key) && kindOf(key, value) !== undefined;
}

function shown(key: string, value: string): string {
  const kind = OPEN_MEMBERS.has(key) ? undefined : kindOf(key, value);
  return kind === undefined ? value : maskOf(value, kind);
}
