import type { RegistrationFacts } from '../../chain/explain/passkey-facts.ts';
import { movedBetween } from '../../chain/explain/session-facts.ts';
import { decodeJwt } from '../../chain/jwt.ts';
import type { Step } from '../../chain/model.ts';
import { present } from '../../present.ts';
import { membersOf, textIn } from '../bodies.ts';
import type { StepRecord } from '../live-chain.ts';
import { went } from '../run/advance.ts';
import { optionsOf, START } from './passkey-options.ts';
import type { SeenChain } from './same-user.ts';

/** What became of a registration that a step completes: undefined when nothing of its chain began one. */
export function registrationFacts(
  own: SeenChain,
  record: StepRecord,
  start: StepRecord | undefined,
  sameUser: readonly SeenChain[],
): RegistrationFacts | undefined {
  const { live, shown } = own;
  const numbered = (id: string | undefined) => shown.steps.find((step) => step.id === id);
  const [begun, step] = [numbered(start?.id), numbered(record.id)];
  if (start === undefined || begun === undefined || step === undefined) return undefined;
  const since = begun.endedAt ?? begun.sentAt;
  const between = (other: Step, ofOwn: boolean) =>
    ofOwn
      ? other.number > begun.number && other.number < step.number
      : other.sentAt >= since && other.sentAt <= step.sentAt;
  const completed = shown.steps.find(
    (other) => between(other, true) && other.operation === record.operation && went(live, other.id),
  );
  const [started, completes] = [clientIn(start), clientIn(record)];
  const limit = optionsOf(start)['timeout'];
  return {
    step: begun.number,
    ageMs: step.sentAt - since + movedBetween(live.events, since, step.sentAt),
    ...present({
      limitMs: typeof limit === 'number' ? limit : undefined,
      completedBy: completed?.number,
      replacedBy: replacedBy(own, sameUser, between),
      clients:
        started === undefined || completes === undefined || started === completes
          ? undefined
          : { started, completed: completes },
    }),
  };
}

/** A user has one registration at a time: a later one takes its place, in whichever chain it is begun. */
function replacedBy(
  own: SeenChain,
  sameUser: readonly SeenChain[],
  between: (step: Step, ofOwn: boolean) => boolean,
): string | undefined {
  for (const { live, shown } of sameUser) {
    const later = shown.steps.find(
      (step) => between(step, live.id === own.live.id) && step.operation === START && went(live, step.id),
    );
    if (later !== undefined)
      return `step ${later.number}${live.id === own.live.id ? '' : ' of another chain'}`;
  }
  return undefined;
}

/** The app client whose access token a step carried. */
function clientIn({ requestText }: StepRecord): string | undefined {
  return textIn(decodeJwt(textIn(membersOf(requestText), 'AccessToken') ?? '')?.payload ?? {}, 'client_id');
}
