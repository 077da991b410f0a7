import { callOf, SANDBOX_SCRIPT, terminalHost } from '../cli/terminal-host.ts';
import { valueIn } from '../cli/value-in.ts';
import { createCodes } from './codes.ts';
import { signIn } from './sign-in.ts';
import type { CognitoSandbox, SignIn, StartOptions } from './testing-types.d.ts';

/** @param script the built `sandbox-process.js` */
export async function startCognito(
  { port, seed, faults = [] }: StartOptions = {},
  script = SANDBOX_SCRIPT,
): Promise<CognitoSandbox> {
  const { host } = await terminalHost(script, {
    ...(port === undefined ? {} : { port: String(port) }),
    ...(seed === undefined ? {} : { seed }),
    fault: faults,
  });
  const call = callOf(host);
  const info = valueIn(await call('sandbox.start', {}));
  const { endpoint, region, pools, users } = info;
  const codes = createCodes(call);
  const user: CognitoSandbox['user'] = (username) => {
    const found = users.find((each) => each.username === username);
    if (found !== undefined) return found;
    throw new Error(
      `The sandbox has no user ${username}. It has ${users.map((each) => each.username).join(', ')}.`,
    );
  };
  /** Also of a sign-in that stopped first and was answered by hand. */
  const spending = async (signedIn: SignIn): Promise<SignIn> => {
    if (signedIn.tokens !== undefined) await codes.spent(signedIn.username);
    return {
      ...signedIn,
      answer: async (inputs, options) => spending(await signedIn.answer(inputs, options)),
    };
  };
  const sandbox: CognitoSandbox = {
    endpoint,
    region,
    env: { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint, AWS_REGION: region },
    pools,
    users,
    user,
    signIn: async (username, options) => spending(await signIn({ host, call, info }, username, options)),
    async tokens(username, options) {
      const { tokens, path, stopped } = await sandbox.signIn(username, options);
      if (tokens !== undefined) return tokens;
      throw new Error(`${username} got no tokens, but ${path.join(', ')}. ${stopped}`);
    },
    code: (username, { within } = {}) => codes.sent(username, within),
    totp: async (username) => codes.totp(user(username)),
    messages: async (username) =>
      valueIn(await call('sandbox.inbox', {})).filter(
        (each) => username === undefined || each.username === username,
      ),
    advance: async (by) => {
      valueIn(await call('sandbox.changeClock', { advanceSeconds: secondsIn(by) }));
    },
    fault: async (rule) => {
      valueIn(await call('sandbox.addFault', { rule }));
    },
    reset: async () => {
      valueIn(await call('sandbox.reset', {}));
      codes.forget();
    },
    stop: () => host.close(),
    [Symbol.asyncDispose]: () => host.close(),
  };
  return sandbox;
}

function secondsIn(by: Parameters<CognitoSandbox['advance']>[0]): number {
  if ('seconds' in by) return by.seconds;
  return 'minutes' in by ? by.minutes * 60 : by.days * 86_400;
}
