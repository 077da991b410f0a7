import { type Chain, chainOf } from '@core/chain/model.ts';
import { pathOf } from '@core/chain/path.ts';
import type { Answer, Call, RunStop, SandboxInfo } from '@core/contract.ts';
import type { Host } from '@core/host/host.ts';
import { sandboxTargetId } from '@core/host/targets.ts';
import { valueIn } from '../cli/value-in.ts';
import type { SignIn, SignInOptions, Tokens } from './testing-types.d.ts';

export interface SignInParts {
  readonly host: Host;
  readonly call: Call;
  readonly info: SandboxInfo;
}

/** More answers than any sign-in has: one that goes in circles ends. */
const MOST_ANSWERS = 50;

/** Signs in as the window's “Run to the end” does, with other answers where they are given. */
export async function signIn(
  parts: SignInParts,
  username: string,
  options: SignInOptions = {},
): Promise<SignIn> {
  const chainId = await begin(parts, username, options);
  return goOn(parts, chainId, options);
}

async function begin({ call, info }: SignInParts, username: string, options: SignInOptions): Promise<string> {
  const seeded = info.users.find((each) => each.username === username);
  const { client, flow, with: given } = options;
  if (seeded !== undefined && client === undefined && flow === undefined && given === undefined)
    return valueIn(await call('chain.startSeeded', { userPoolId: seeded.userPoolId, username })).chainId;
  const clients = info.pools.flatMap((pool) => pool.clients);
  const named = clients.find((each) => each.clientId === client || each.name === client)?.clientId;
  const clientId = client === undefined ? (seeded?.clientId ?? clients[0]?.clientId) : named;
  if (clientId === undefined)
    throw new Error(
      `The sandbox has no app client ${client ?? ''}. It has ${clients.map(({ name }) => name).join(', ')}.`,
    );
  const name = flow ?? seeded?.flow ?? 'USER_SRP_AUTH';
  const answer: Answer = { name, inputs: { USERNAME: username, ...given }, responses: {}, members: {} };
  return valueIn(await call('chain.start', { targetId: sandboxTargetId(clientId), answer })).chainId;
}

/** One answer after another, until it ends or stands. */
async function goOn(
  parts: SignInParts,
  chainId: string,
  { answers = {}, until }: Pick<SignInOptions, 'answers' | 'until'>,
  first?: Answer,
): Promise<SignIn> {
  let stopped: RunStop | undefined;
  let answer = first;
  for (let count = 0; count < MOST_ANSWERS; count++) {
    const chain = await settled(parts, chainId);
    const { pending } = chain;
    if (pending === undefined || (answer === undefined && pending.name === until)) break;
    const inputs = answers[pending.name];
    answer ??= inputs === undefined ? undefined : answerOf(pending.name, inputs);
    stopped = await step(parts, chainId, pending.stepId, answer);
    answer = undefined;
    if (stopped?.kind !== 'stepped') break;
  }
  return standing(parts, await settled(parts, chainId), stopped);
}

function step(
  { host, call }: SignInParts,
  chainId: string,
  parentId: string,
  answer: Answer | undefined,
): Promise<RunStop | undefined> {
  return new Promise((resolve, reject) => {
    const deaf = host.listen((event) => {
      if (event.type !== 'run.changed' || event.state.chainId !== chainId || event.state.doing !== undefined)
        return;
      deaf();
      resolve(event.state.stopped);
    });
    const wish = { chainId, until: { kind: 'step' as const }, parentId };
    call('run.start', answer === undefined ? wish : { ...wish, answer })
      .then(valueIn)
      .catch((error: unknown) => {
        deaf();
        reject(error as Error);
      });
  });
}

/** The chain once nothing of it is under way. */
async function settled({ host, call }: SignInParts, chainId: string): Promise<Chain> {
  for (;;) {
    // Before it is looked at: what comes between would be missed.
    const news = nextNews(host, chainId);
    const chain = chainOf(valueIn(await call('chain.events', { chainId })));
    if (chain === undefined) throw new Error('The sign-in has no beginning.');
    const isOver = chain.status !== 'sending' && (chain.status !== 'tokens' || chain.tokens !== undefined);
    if (isOver) {
      news.ignore();
      return chain;
    }
    await news.came;
  }
}

function nextNews(host: Host, chainId: string): { readonly came: Promise<void>; ignore(): void } {
  let ignore = (): void => undefined;
  const came = new Promise<void>((resolve) => {
    ignore = host.listen((event) => {
      if (event.type !== 'chain.event' || event.chainId !== chainId) return;
      ignore();
      resolve();
    });
  });
  return { came, ignore: () => ignore() };
}

async function standing(parts: SignInParts, chain: Chain, stopped: RunStop | undefined): Promise<SignIn> {
  const { pending, tokens, username } = chain;
  const path = pathOf(chain);
  const last = chain.steps.at(-1)?.outcome;
  return {
    username,
    path,
    ...(tokens === undefined ? {} : { tokens: await tokensOf(parts, chain.id, tokens.stepId) }),
    ...(pending === undefined ? {} : { challenge: { name: pending.name, parameters: pending.parameters } }),
    ...(last?.kind === 'error' ? { error: { code: last.code, message: last.message } } : {}),
    ...(last?.kind === 'failure' ? { error: { code: last.code, message: last.detail } } : {}),
    stopped: stopped?.text ?? `It stands at ${path.at(-1) ?? 'its beginning'}.`,
    answer: async (inputs, options = {}) => {
      if (pending === undefined) throw new Error(`Nothing is asked of ${username}: ${path.join(', ')}.`);
      return goOn(parts, chain.id, options, answerOf(pending.name, inputs));
    },
  };
}

async function tokensOf({ call }: SignInParts, chainId: string, stepId: string): Promise<Tokens> {
  const value = async (name: string): Promise<string | undefined> => {
    const pointer = `/AuthenticationResult/${name}`;
    const answer = await call('secret.reveal', { chainId, stepId, side: 'response', pointer });
    return answer.ok ? answer.value.value : undefined;
  };
  const RefreshToken = await value('RefreshToken');
  return {
    AccessToken: (await value('AccessToken')) ?? '',
    IdToken: (await value('IdToken')) ?? '',
    ...(RefreshToken === undefined ? {} : { RefreshToken }),
    ExpiresIn: Number(await value('ExpiresIn')),
    TokenType: (await value('TokenType')) ?? '',
  };
}

function answerOf(name: string, inputs: Readonly<Record<string, string>>): Answer {
  return { name, inputs: { ...inputs }, responses: {}, members: {} };
}
