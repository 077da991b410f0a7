import { challengeNamed } from '../challenges/index.ts';
import { operationForm } from '../form/operation-forms.ts';
import type { HostEvent } from '../contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Started } from './chains.ts';
import type { KnownUsers } from './known-users.ts';
import { canonicalUsername, type LiveChain, type StepRecord } from './live-chain.ts';
import type { Clock } from './ports.ts';
import { membersOf } from './bodies.ts';
import { followService, isDone } from './things/follow-service.ts';
import { noteUse } from './things/note-use.ts';
import type { Things } from './things/things.ts';
import { sandboxTargetId } from './targets.ts';
import { secretCodeOf } from './totp.ts';

/** What a step leaves behind for those that follow, whoever sent it. */
export interface Following {
  /** Learns from the step once it has ended. What follows a step is not the asker's to wait for. */
  follow(started: Started): Started;
  /** Whether this TOTP code of the chain's user was taken once already: it is refused a second time. */
  wasUsed(chain: LiveChain, parentId: string, code: string): boolean;
  /** The sandbox is back at a seed: its users have used no code. */
  forgetSandbox(): void;
}

export interface FollowingInput {
  readonly knownUsers: KnownUsers;
  readonly things: Things;
  readonly clock: Clock;
  /** Called when a step may have sent a code to the sandbox's inbox. */
  readonly tell: (event: HostEvent) => void;
}

export function createFollowing({ knownUsers, things, clock, tell }: FollowingInput): Following {
  /** The newest code that was taken, by target and user: older ones are out of date anyway. */
  const used = new Map<string, string>();
  const userOf = (chain: LiveChain, parentId: string | null) =>
    `${chain.target.id}:${canonicalUsername(chain, parentId)}`;

  /** What was set by an administrator is what a sign-in needs from then on: the seed's is good no more. */
  function learnSetPassword(chain: LiveChain, { id, operation, requestText }: StepRecord): void {
    if (operation !== 'AdminSetUserPassword' || chain.target.kind !== 'sandbox' || !isDone(chain, id)) return;
    const body = membersOf(requestText);
    const [pool, username, password] = ['UserPoolId', 'Username', 'Password'].map((name) =>
      textIn(body, name),
    );
    if (pool !== undefined && username !== undefined && password !== undefined)
      knownUsers.learnPassword(pool, username, password, operation);
  }

  return {
    follow(started) {
      const { chain } = started;
      const ended = started.ended.then(async (step) => {
        const secret = secretCodeOf(step);
        if (secret !== undefined)
          chain.remembered.set('TOTP_SECRET', { value: secret, from: 'AssociateSoftwareToken' });
        const code = totpCodeOf(step);
        if (code !== undefined && wasTaken(chain, step.id)) used.set(userOf(chain, step.parentId), code);
        if (step.tokens !== undefined) knownUsers.learnFrom(chain);
        learnSetPassword(chain, step);
        void noteUse(things, chain, step, clock.now()).catch(() => undefined);
        if (chain.target.kind === 'sandbox') tell({ type: 'inbox.changed' });
        await followService(things, chain, step).catch(() => undefined);
        return step;
      });
      return { ...started, ended };
    },
    forgetSandbox() {
      for (const key of used.keys()) if (key.startsWith(sandboxTargetId(''))) used.delete(key);
    },
    wasUsed: (chain, parentId, code) => used.get(userOf(chain, parentId)) === code,
  };
}

/** The TOTP code a step sent, where its challenge or operation has a field for one. */
function totpCodeOf(step: StepRecord): string | undefined {
  const helper = operationForm(step.operation).fields.find(({ totp }) => totp);
  const body = bodyOf(step);
  if (helper !== undefined) return textIn(body, helper.key);
  const asked = { name: step.answers, parameters: {}, available: [] };
  const field = challengeNamed(step.answers)
    .fields(asked)
    .find(({ totp }) => totp);
  const answers = body['ChallengeResponses'];
  return field === undefined || !isJsonObject(answers) ? undefined : textIn(answers, field.key);
}

/** Taken now, or said to have been taken before. */
function wasTaken(chain: LiveChain, stepId: string): boolean {
  const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === stepId);
  if (ended?.type !== 'step.ended') return false;
  const { outcome } = ended;
  if (outcome.kind === 'error') return outcome.code === 'ExpiredCodeException';
  return outcome.kind !== 'failure';
}

function bodyOf({ requestText }: StepRecord): JsonObject {
  try {
    const body = JSON.parse(requestText) as JsonValue;
    return isJsonObject(body) ? body : {};
  } catch {
    return {};
  }
}

function textIn(map: JsonObject, key: string): string | undefined {
  const value = map[key];
  return typeof value === 'string' ? value : undefined;
}
