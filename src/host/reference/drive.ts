import type { Outcome } from '../../chain/event.ts';
import type { Answer, RunDoing, SandboxUser } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import { present } from '../../present.ts';
import type { Started } from '../chains.ts';
import type { StartInput } from '../chains-input.ts';
import { beginning } from '../handlers/chain.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { advance } from '../run/advance.ts';
import { outcomeOf } from '../run/go.ts';
import { openEmpty } from '../run/begin.ts';
import { unlessDropped } from '../run/hold.ts';
import type { Claim } from '../run/runs.ts';
import type { Stop } from '../run/stop.ts';
import { sandboxTargetId } from '../targets.ts';

/** Where a drive stands. */
export interface At {
  readonly chain: LiveChain;
  readonly step: StepRecord;
  readonly outcome: Outcome | undefined;
}

/** What a sign-in begins with, where it is not what the seed says. */
export interface Start {
  readonly clientId?: string;
  readonly flow?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly responses?: Answer['responses'];
  readonly members?: Answer['members'];
}

/** Steps a seeded user's sign-in with what the sandbox and its seed know. */
export interface Driver {
  start(user: Pick<SandboxUser, 'username' | 'clientId' | 'flow' | 'path'>, over?: Start): Promise<At>;
  /** Answers what was asked, by what is at hand or as given; the operations that belong to it first. */
  answer(at: At, answer?: Partial<Answer>): Promise<At>;
  /** An operation at the challenge or the tokens of a step. */
  operate(at: At, operation: string, inputs?: Readonly<Record<string, string>>): Promise<At>;
  /** On to the challenge, `TOKENS`, or wherever the sign-in ends before. */
  until(at: At, name: string): Promise<At>;
}

/** More answers than any sign-in has. */
const MOST = 12;
/** Keeps to Cognito's default password policy, and is none of the seeded ones. */
const GIVEN: Readonly<Record<string, string>> = {
  NEW_PASSWORD: 'Better-horse-2',
  'userAttributes.name': 'Sample',
  // For a name that nobody has no code is ever sent: whatever is typed is refused.
  EMAIL_OTP_CODE: '00000000',
  SMS_OTP_CODE: '00000000',
};

/** How its chains are told of, and stopped. */
export interface Driving {
  readonly stop: Stop;
  /** Whether each request is held until a person lets it go. */
  readonly pauses: () => boolean;
  /** Takes a chain that was begun. @throws CoreFault RUN_UNDER_WAY */
  claim(chain: LiveChain, doing: RunDoing): Claim;
}

/** Stopped, it throws at whatever comes next. */
export function createDriver(parts: Parts, { stop, pauses, claim }: Driving): Driver {
  const { chains, sandbox, knownUsers, following } = parts;
  const claims = new Map<LiveChain, Claim>();
  const at = (chain: LiveChain, step: StepRecord): At => ({ chain, step, outcome: outcomeOf(chain, step) });

  function going(): void {
    if (stop.stopped) throw stoppedTry();
  }
  const sending = (chain: LiveChain, name: string) => claims.get(chain)?.doing({ kind: 'sending', name });

  const holdOf = (chain: LiveChain) => present({ hold: claims.get(chain)?.hold });

  async function startHeld(input: StartInput): Promise<Started> {
    const chain = openEmpty(parts, input);
    const claimed = claim(chain, { kind: 'sending', name: input.answer.name });
    claims.set(chain, claimed);
    const started = await unlessDropped(chains.restart(chain, input.answer, {}, claimed));
    if (started !== undefined) return started;
    chains.remove(chain.id);
    throw stoppedTry();
  }

  const driver: Driver = {
    async start(user, over = {}) {
      going();
      const target = await sandbox.target(sandboxTargetId(over.clientId ?? user.clientId));
      const name = over.flow ?? user.flow;
      const own = over.flow === undefined || over.flow === user.flow ? beginning(user as SandboxUser) : {};
      const answer: Answer = {
        name,
        inputs: { USERNAME: user.username, ...own, ...over.inputs },
        responses: over.responses ?? {},
        members: over.members ?? {},
      };
      const remembered = await knownUsers.rememberedFor(target, user.username);
      const input = { target, answer, remembered, username: user.username };
      const started = following.follow(await (pauses() ? startHeld(input) : chains.start(input)));
      if (!claims.has(started.chain))
        claims.set(started.chain, claim(started.chain, { kind: 'sending', name }));
      return at(started.chain, await started.ended);
    },
    async answer({ chain, step }, answer) {
      going();
      const { name = step.asked?.name ?? '' } = answer ?? {};
      sending(chain, name);
      const wish: Answer | undefined =
        answer === undefined ? undefined : { inputs: {}, responses: {}, members: {}, ...answer, name };
      if (wish !== undefined) {
        const sent = following.follow(await chains.answer(chain, step.id, wish, undefined, holdOf(chain)));
        return at(chain, await sent.ended);
      }
      const advanced = await advance(parts, {
        chain,
        parentId: step.id,
        supplies: { given: GIVEN },
        helpers: true,
        stop,
        ...holdOf(chain),
        waiting: (challenge, until) =>
          until === undefined
            ? sending(chain, name)
            : claims.get(chain)?.doing({ kind: 'waiting', why: 'totp', name: challenge, at: until }),
      });
      going();
      if (advanced.kind === 'sent' || advanced.kind === 'refused') return at(chain, advanced.step);
      const why = advanced.kind === 'missing' ? advanced.detail : advanced.kind;
      throw coreFault('TRY_IMPOSSIBLE', `The sandbox could not be stepped on: ${why}.`);
    },
    async operate({ chain, step }, operation, inputs = {}) {
      going();
      sending(chain, operation);
      const started =
        operation === 'ConfirmDevice' && step.tokens?.NewDeviceMetadata !== undefined
          ? await parts.beside.operate({ chain, parentId: step.id, operation, inputs, ...holdOf(chain) })
          : await chains.operate({
              chain,
              parentId: step.id,
              operation,
              inputs,
              ...present({ tokens: step.tokens }),
              ...holdOf(chain),
            });
      return at(chain, await following.follow(started).ended);
    },
    async until(from, name) {
      let here = from;
      for (let answers = 0; answers < MOST; answers++) {
        const { outcome } = here;
        if (outcome?.kind !== 'challenge' || outcome.name === name) return here;
        here = await driver.answer(here);
      }
      return here;
    },
  };
  return driver;
}

function stoppedTry(): Error {
  return coreFault('TRY_IMPOSSIBLE', 'Stopped.');
}
