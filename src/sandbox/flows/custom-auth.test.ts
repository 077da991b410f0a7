import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { SandboxOptions } from '../engine.ts';
import type { TriggerEntry } from '../log.ts';
import { customChallenges } from '../seed/built-in/custom-challenges.ts';
import { passwordVerifier } from '../srp-server.ts';
import { srpClient, testSandbox, type Answer } from '../testing.ts';

const POOL = customChallenges.Id;
const CLIENT = 'c1i3n7';
const HIDING = 'h1d1n9';
const WORD = 'open sesame';
const PASSWORD = 'Correct-horse-1';

/** A define trigger from its rule: what it returns for the session it is given. */
const define = (rule: string) =>
  `export const handler = async (event) => { const { session, userNotFound } = event.request; const last = session.at(-1); event.response = ${rule}; return event; };`;

function custom(options: Partial<SandboxOptions> = {}) {
  const { Triggers = {} } = customChallenges;
  const flows = ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] as const;
  const pool = {
    ...customChallenges,
    Clients: [
      { ClientId: CLIENT, ClientName: 'tells', ExplicitAuthFlows: [...flows] },
      {
        ClientId: HIDING,
        ClientName: 'hides',
        ExplicitAuthFlows: [...flows],
        PreventUserExistenceErrors: 'ENABLED' as const,
      },
    ],
  };
  const test = testSandbox({ seed: { version: 1, pools: [pool] }, ...options });
  const { call, sandbox, clock } = test;
  const triggers = (sources: Record<string, string | undefined>) => {
    for (const [name, source] of Object.entries(sources)) sandbox.setTrigger(POOL, name, source);
  };
  const start = (username: string, more: JsonObject = {}, body: JsonObject = {}, ClientId = CLIENT) =>
    call('InitiateAuth', {
      AuthFlow: 'CUSTOM_AUTH',
      ClientId,
      AuthParameters: { USERNAME: username, ...more },
      ...body,
    });
  const respond = (asked: Answer, responses: JsonObject, body: JsonObject = {}, ClientId = CLIENT) =>
    call('RespondToAuthChallenge', {
      ClientId,
      ChallengeName: asked.body['ChallengeName'] ?? '',
      Session: asked.body['Session'] ?? '',
      ChallengeResponses: { USERNAME: String(parametersOf(asked)['USERNAME']), ...responses },
      ...body,
    });
  const srp = srpClient();
  const startSrp = (username: string, more: JsonObject = {}, ClientId = CLIENT) =>
    start(username, { CHALLENGE_NAME: 'SRP_A', SRP_A: srp.srpA, ...more }, {}, ClientId);
  const prove = (asked: Answer, password = PASSWORD, ClientId = CLIENT) =>
    respond(asked, srp.answer(parametersOf(asked), POOL, password, clock.ms), {}, ClientId);
  /** Runs of a trigger, oldest first. */
  const runs = (trigger: string): TriggerEntry[] =>
    sandbox.log(0).flatMap((entry) => entry.triggers.filter((run) => run.trigger === trigger));
  return { ...test, Triggers, triggers, start, startSrp, prove, respond, runs };
}

const parametersOf = ({ body }: Answer) => body['ChallengeParameters'] as JsonObject;
const nameOf = ({ body, error }: Answer): JsonValue =>
  body['AuthenticationResult'] === undefined ? (body['ChallengeName'] ?? error) : 'TOKENS';
const NO = 'NotAuthorizedException: Incorrect username or password.';

describe('CUSTOM_AUTH without a password', () => {
  it('asks what the triggers ask and ends in tokens', async () => {
    const { start, respond, runs } = custom();
    const asked = await start('una');
    expect(parametersOf(asked)).toEqual({ question: 'What opens the cave?', try: '1 of 3', USERNAME: 'una' });
    expect(nameOf(await respond(asked, { ANSWER: WORD }))).toBe('TOKENS');
    expect(runs('DefineAuthChallenge').map(({ session }) => session)).toEqual([
      [],
      [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'CAVE_DOOR' }],
    ]);
  });

  it('chain 6: wrong answers are rounds, each with a new Session, until the trigger fails it', async () => {
    const { start, respond, runs } = custom();
    const first = await start('una');
    const second = await respond(first, { ANSWER: 'open barley' });
    expect(second.status).toBe(200);
    expect(parametersOf(second)['try']).toBe('2 of 3');
    expect(second.body['Session']).not.toBe(first.body['Session']);
    const again = await respond(first, { ANSWER: WORD });
    expect(again.error).toMatch(/^NotAuthorizedException: Invalid session for the user, session can only/);
    const third = await respond(second, { ANSWER: 'open wheat' });
    expect((await respond(third, { ANSWER: 'open rye' })).error).toBe(NO);
    const wrong = {
      challengeName: 'CUSTOM_CHALLENGE',
      challengeResult: false,
      challengeMetadata: 'CAVE_DOOR',
    };
    // Exactly one element a round: an emulator that wrote two broke real triggers (protocol reference 8.2).
    expect(runs('DefineAuthChallenge').at(-1)?.session).toEqual([wrong, wrong, wrong]);
  });

  it('knows no limit of tries of its own', async () => {
    const { start, respond, triggers } = custom();
    const rule = `last?.challengeResult ? { issueTokens: true } : { challengeName: 'CUSTOM_CHALLENGE' }`;
    triggers({ DefineAuthChallenge: define(rule) });
    let asked = await start('una');
    for (let i = 0; i < 12; i++) asked = await respond(asked, { ANSWER: `guess ${String(i)}` });
    expect(nameOf(await respond(asked, { ANSWER: WORD }))).toBe('TOKENS');
  });

  it('counts one of several answers that come at once', async () => {
    const { start, respond } = custom();
    const asked = await start('una');
    const answers = await Promise.all([WORD, WORD, WORD].map((ANSWER) => respond(asked, { ANSWER })));
    expect(answers.filter((answer) => nameOf(answer) === 'TOKENS')).toHaveLength(1);
    expect(answers.filter(({ error }) => error.includes('session can only be used once.'))).toHaveLength(2);
  });

  it('keeps the Session to its client, its user, its challenge and its time', async () => {
    const { start, respond, call, clock } = custom();
    const asked = await start('una');
    const refused = 'NotAuthorizedException: Invalid session for the user.';
    expect((await respond(asked, { ANSWER: WORD }, {}, HIDING)).error).toBe(refused);
    expect((await respond(asked, { ANSWER: WORD, USERNAME: 'vic' })).error).toBe(refused);
    expect(
      (await respond(asked, { NEW_PASSWORD: 'x' }, { ChallengeName: 'NEW_PASSWORD_REQUIRED' })).error,
    ).toBe(refused);
    expect((await respond(asked, {})).error).toBe(
      'InvalidParameterException: Missing required parameter ANSWER',
    );
    const bare = {
      ClientId: CLIENT,
      ChallengeName: 'CUSTOM_CHALLENGE',
      ChallengeResponses: { USERNAME: 'una' },
    };
    expect((await call('RespondToAuthChallenge', bare)).error).toBe(
      'InvalidParameterException: Missing required parameter Session',
    );
    clock.ms += 180_000;
    expect((await respond(asked, { ANSWER: WORD })).error).toMatch(/session is expired\.$/);
  });

  it('gives tokens at once where the trigger says so', async () => {
    const { start, triggers } = custom();
    triggers({ DefineAuthChallenge: define('{ issueTokens: true }') });
    expect(nameOf(await start('una'))).toBe('TOKENS');
  });

  it('does not run built-in MFA', async () => {
    const { start, respond, sandbox } = custom();
    const TotpSecret = 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ';
    sandbox.putUser(POOL, { Username: 'una', TotpSecret, UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] });
    expect(nameOf(await respond(await start('una'), { ANSWER: WORD }))).toBe('TOKENS');
  });

  it('goes on after a snapshot was taken and restored', async () => {
    const { start, respond, sandbox } = custom();
    const asked = await start('una');
    const snapshot = await sandbox.snapshot();
    sandbox.reset();
    expect((await respond(asked, { ANSWER: WORD })).error).toMatch(/Invalid session for the user\.$/);
    sandbox.restore(JSON.parse(JSON.stringify(snapshot)));
    expect(nameOf(await respond(asked, { ANSWER: WORD }))).toBe('TOKENS');
  });
});

describe('CUSTOM_AUTH with the password first', () => {
  it('chain 5: SRP, then what the triggers ask', async () => {
    const { startSrp, prove, respond, runs } = custom();
    const verifier = await startSrp('vic');
    expect(nameOf(verifier)).toBe('PASSWORD_VERIFIER');
    expect(verifier.body['Session']).toMatch(/^AYABe/);
    const asked = await prove(verifier);
    expect(nameOf(asked)).toBe('CUSTOM_CHALLENGE');
    const once = await respond(asked, { ANSWER: 'wrong' });
    expect(nameOf(await respond(once, { ANSWER: WORD }))).toBe('TOKENS');
    const round = (
      challengeName: string,
      challengeResult: boolean,
      challengeMetadata: string | null = null,
    ) => ({
      challengeName,
      challengeResult,
      challengeMetadata,
    });
    const srp = round('SRP_A', true);
    const password = round('PASSWORD_VERIFIER', true);
    const wrong = round('CUSTOM_CHALLENGE', false, 'CAVE_DOOR');
    expect(runs('DefineAuthChallenge').map(({ session }) => session)).toEqual([
      [srp],
      [srp, password],
      [srp, password, wrong],
      [srp, password, wrong, round('CUSTOM_CHALLENGE', true, 'CAVE_DOOR')],
    ]);
    expect(runs('CreateAuthChallenge').map(({ session }) => session)).toEqual([
      [srp, password],
      [srp, password, wrong],
    ]);
  });

  it('tells the trigger of a wrong password, and counts it', async () => {
    const { startSrp, prove, runs, triggers } = custom();
    expect((await prove(await startSrp('vic'), 'wrong')).error).toBe(NO);
    expect(runs('DefineAuthChallenge').at(-1)?.session).toMatchObject([
      { challengeName: 'SRP_A' },
      { challengeName: 'PASSWORD_VERIFIER', challengeResult: false },
    ]);
    triggers({
      DefineAuthChallenge: define(
        `last.challengeName === 'SRP_A' ? { challengeName: 'PASSWORD_VERIFIER' } : { challengeName: 'CUSTOM_CHALLENGE' }`,
      ),
    });
    expect(nameOf(await prove(await startSrp('vic'), 'wrong'))).toBe('CUSTOM_CHALLENGE');
    for (let i = 0; i < 3; i++) await prove(await startSrp('vic'), 'wrong');
    expect((await prove(await startSrp('vic'))).error).toBe(
      'NotAuthorizedException: Password attempts exceeded',
    );
  });

  it('needs the Session in the answer', async () => {
    const { startSrp, call, clock } = custom();
    const verifier = await startSrp('vic');
    const responses = srpClient().answer(parametersOf(verifier), POOL, PASSWORD, clock.ms);
    const bare = { ClientId: CLIENT, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses: responses };
    expect((await call('RespondToAuthChallenge', bare)).error).toBe(NO);
  });

  it('runs a new password and MFA between the password and the triggers', async () => {
    const { startSrp, prove, respond, runs, sandbox } = custom();
    sandbox.putUser(POOL, {
      Username: 'vic',
      Password: PASSWORD,
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      UserAttributes: { email: 'vic@example.com', phone_number: '+447700900123' },
      UserMFASettingList: ['SMS_MFA'],
    });
    sandbox.load({
      ...sandbox.seed(),
      pools: sandbox.seed().pools.map((pool) => ({ ...pool, SmsMfaConfiguration: {} })),
    });
    const renewing = await prove(await startSrp('vic'));
    expect(nameOf(renewing)).toBe('NEW_PASSWORD_REQUIRED');
    const code = await respond(renewing, { USERNAME: 'vic', NEW_PASSWORD: 'Better-horse-2' });
    expect(nameOf(code)).toBe('SMS_MFA');
    const wrong = await respond(code, { USERNAME: 'vic', SMS_MFA_CODE: '000' });
    expect(wrong.error).toMatch(/^CodeMismatchException/);
    const asked = await respond(code, { USERNAME: 'vic', SMS_MFA_CODE: sandbox.inbox().at(-1)?.code ?? '' });
    expect(nameOf(asked)).toBe('CUSTOM_CHALLENGE');
    const names = (runs('DefineAuthChallenge').at(-1)?.session as JsonObject[]).map(
      (round) => round['challengeName'],
    );
    expect(names).toEqual(['SRP_A', 'PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'SMS_MFA']);
    expect(nameOf(await respond(asked, { ANSWER: WORD }))).toBe('TOKENS');
  });

  it('cannot ask for the password of a flow that began without SRP_A', async () => {
    const { start, triggers } = custom();
    triggers({ DefineAuthChallenge: define(`{ challengeName: 'PASSWORD_VERIFIER' }`) });
    expect((await start('vic')).error).toBe('InvalidParameterException: Missing required parameter SRP_A');
    expect((await start('vic', { CHALLENGE_NAME: 'SRP_A' })).error).toBe(
      'InvalidParameterException: Missing required parameter SRP_A',
    );
    expect((await start('vic', { CHALLENGE_NAME: 'SMS_MFA' })).error).toMatch(
      /^InvalidParameterException: .*SRP_A or/,
    );
  });
});

describe('users who may not, or do not exist', () => {
  it.each([
    [{ Enabled: false }, 'NotAuthorizedException: User is disabled.'],
    [{ UserStatus: 'UNCONFIRMED' as const }, 'UserNotConfirmedException: User is not confirmed.'],
    [
      { UserStatus: 'RESET_REQUIRED' as const },
      'PasswordResetRequiredException: Password reset required for the user',
    ],
  ])('%j', async (more, error) => {
    const { start, sandbox, runs } = custom();
    sandbox.putUser(POOL, { Username: 'una', ...more });
    expect((await start('una')).error).toBe(error);
    expect(runs('DefineAuthChallenge')).toEqual([]);
  });

  it('tells who exists where the client does', async () => {
    const { start, runs } = custom();
    expect((await start('nobody')).error).toBe('UserNotFoundException: User does not exist.');
    expect(runs('DefineAuthChallenge')).toEqual([]);
  });

  it('runs the triggers with userNotFound elsewhere, and gives nobody tokens', async () => {
    const { start, respond, triggers, startSrp, prove } = custom();
    const asked = await start('nobody', {}, {}, HIDING);
    expect(nameOf(asked)).toBe('CUSTOM_CHALLENGE');
    expect((await respond(asked, { ANSWER: WORD }, {}, HIDING)).error).toBe(NO);
    const verifier = await startSrp('nobody', {}, HIDING);
    expect((await prove(verifier, PASSWORD, HIDING)).error).toBe(NO);
    triggers({ DefineAuthChallenge: define('{ issueTokens: true }') });
    expect((await start('nobody', {}, {}, HIDING)).error).toBe(NO);
    triggers({
      DefineAuthChallenge: define('userNotFound ? { failAuthentication: true } : { issueTokens: true }'),
    });
    expect((await start('nobody', {}, {}, HIDING)).error).toBe(NO);
    expect(nameOf(await start('una', {}, {}, HIDING))).toBe('TOKENS');
  });
});

describe('a remembered device', () => {
  it('is the last to be asked, before tokens', async () => {
    const { start, startSrp, respond, prove, sandbox, clock } = custom();
    const DeviceKey = 'eu-west-1_0d5e1f5c-2f2b-4a35-9d0c-2b1d6a7e9c11';
    const DeviceConfiguration = {
      ChallengeRequiredOnNewDevice: true,
      DeviceOnlyRememberedOnUserPrompt: false,
    };
    // The group key is of this state, so the verifier is set once it is known.
    const pools = sandbox.seed().pools.map((pool) => ({ ...pool, DeviceConfiguration }));
    sandbox.load({ version: 1, pools });
    const offered = (await respond(await start('una'), { ANSWER: WORD })).body[
      'AuthenticationResult'
    ] as JsonObject;
    const group = String((offered['NewDeviceMetadata'] as JsonObject)['DeviceGroupKey']);
    const Salt = 'abcdef0123456789';
    const verifier = passwordVerifier(group, DeviceKey, 'device-secret', BigInt(`0x${Salt}`)).toString(16);
    for (const Username of ['una', 'vic']) {
      sandbox.putUser(POOL, {
        Username,
        Password: PASSWORD,
        TotpSecret: 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ',
        UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
        Devices: [{ DeviceKey, Salt, PasswordVerifier: verifier }],
      });
    }
    const srp = srpClient();
    const finishWithDevice = async (asked: Answer, USERNAME: string) => {
      expect(nameOf(asked)).toBe('DEVICE_SRP_AUTH');
      const proving = await respond(asked, { USERNAME, DEVICE_KEY: DeviceKey, SRP_A: srp.srpA });
      const secret = { group, identity: DeviceKey, password: 'device-secret' };
      const proof = srp.prove(parametersOf(proving), secret, clock.ms);
      return nameOf(await respond(proving, { ...proof, USERNAME, DEVICE_KEY: DeviceKey }));
    };
    const plain = await respond(await start('una', { DEVICE_KEY: DeviceKey }), { ANSWER: WORD });
    expect(await finishWithDevice(plain, 'una')).toBe('TOKENS');
    const asked = await prove(await startSrp('vic', { DEVICE_KEY: DeviceKey }));
    expect(nameOf(asked)).toBe('CUSTOM_CHALLENGE');
    expect(await finishWithDevice(await respond(asked, { ANSWER: WORD }), 'vic')).toBe('TOKENS');
    const without = await prove(await startSrp('vic'));
    expect(nameOf(without)).toBe('SOFTWARE_TOKEN_MFA');
  });
});

describe('triggers that are missing or go wrong', () => {
  const NAMES = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];

  it('has words of its own for each that is missing', async () => {
    const { start, respond, triggers, Triggers } = custom();
    const without = (...names: string[]) =>
      triggers(
        Object.fromEntries(NAMES.map((name) => [name, names.includes(name) ? undefined : Triggers[name]])),
      );
    without(...NAMES);
    expect((await start('una')).error).toBe(
      'InvalidParameterException: Custom auth lambda trigger is not configured for the user pool.',
    );
    const notConfigured = 'UnexpectedLambdaException: null invocation failed due to configuration.';
    without('DefineAuthChallenge');
    expect((await start('una')).error).toBe(notConfigured);
    without('CreateAuthChallenge');
    expect((await start('una')).error).toBe(
      'UserLambdaValidationException: null failed with error Generate callenges lambda cannot be called.',
    );
    without('VerifyAuthChallengeResponse');
    expect((await respond(await start('una'), { ANSWER: WORD })).error).toBe(notConfigured);
  });

  it.each([
    ['throw new Error("boom")', 'UserLambdaValidationException: NAME failed with error boom.'],
    ['require("aws-sdk")', 'UserLambdaValidationException: NAME failed with error require is not defined.'],
    ['return null', 'InvalidLambdaResponseException: Unrecognizable lambda output'],
    ['event.response = []; return event', 'InvalidLambdaResponseException: Unrecognizable lambda output'],
    [
      'event.response = { issueTokens: "yes", publicChallengeParameters: { n: 1 }, answerCorrect: "yes" }; return event',
      'InvalidLambdaResponseException: Unrecognizable lambda output',
    ],
    [
      'for (;;);',
      'UnexpectedLambdaException: NAME invocation failed due to error Socket timeout while invoking Lambda function.',
    ],
  ])('%s', async (code, error) => {
    const { start, respond, triggers, Triggers, sandbox } = custom({ settings: { triggerMilliseconds: 50 } });
    for (const name of NAMES) {
      triggers({ ...Triggers, [name]: `exports.handler = async (event) => { ${code} };` });
      const asked = await start('una');
      const answer = asked.error === '' ? await respond(asked, { ANSWER: WORD }) : asked;
      expect(answer.error).toBe(error.replace('NAME', name));
      expect(sandbox.log(0).at(-1)?.triggers.at(-1)).toMatchObject({ trigger: name });
    }
  });

  it.each(['SMS_MFA', 'SRP_A', 'NEW_PASSWORD_REQUIRED', 'anything'])(
    'a define trigger cannot ask for %s',
    async (name) => {
      const { start, triggers } = custom();
      triggers({ DefineAuthChallenge: define(`{ challengeName: '${name}' }`) });
      expect((await start('una')).error).toBe('InvalidLambdaResponseException: Unrecognizable lambda output');
    },
  );

  it('steps the seeded stories', async () => {
    const { start, respond } = custom();
    expect((await start('wes')).error).toBe(
      'UserLambdaValidationException: DefineAuthChallenge failed with error Wes is not welcome.',
    );
    expect((await respond(await start('rob'), { ANSWER: WORD })).error).toBe(NO);
  });
});

describe('what triggers see and leave', () => {
  const echo = 'export const handler = async (event) => { console.log(JSON.stringify(event.request)); ';

  it('sees ClientMetadata of answers alone, protocol reference 8.3', async () => {
    const { start, respond, triggers, runs, Triggers } = custom();
    for (const name of Object.keys(Triggers)) {
      triggers({ [name]: (Triggers[name] ?? '').replace('export const handler = async (event) => {', echo) });
    }
    for (const name of ['PreAuthentication', 'PostAuthentication', 'PreTokenGeneration']) {
      triggers({ [name]: `${echo} return event; };` });
    }
    const asked = await start('una', {}, { ClientMetadata: { from: 'start' } });
    await respond(asked, { ANSWER: WORD }, { ClientMetadata: { from: 'answer' } });
    const seen = (trigger: string) =>
      runs(trigger).map(({ console }) => JSON.parse(console[0] ?? '') as JsonObject);
    expect(seen('PreAuthentication')).toMatchObject([{ validationData: { from: 'start' } }]);
    expect(seen('PreAuthentication')[0]).not.toHaveProperty('clientMetadata');
    expect(seen('DefineAuthChallenge').map((request) => request['clientMetadata'])).toEqual([
      undefined,
      { from: 'answer' },
    ]);
    expect(seen('CreateAuthChallenge').map((request) => request['clientMetadata'])).toEqual([undefined]);
    for (const name of ['VerifyAuthChallengeResponse', 'PostAuthentication', 'PreTokenGeneration']) {
      expect(seen(name).map((request) => request['clientMetadata'])).toEqual([{ from: 'answer' }]);
    }
  });

  it('gets the private parameters and the answer, neither of which the log shows', async () => {
    const { start, respond, triggers, runs, sandbox } = custom();
    triggers({
      VerifyAuthChallengeResponse: `${echo} event.response.answerCorrect = event.request.challengeAnswer === event.request.privateChallengeParameters.answer; return event; };`,
    });
    const asked = await start('una');
    expect(nameOf(await respond(asked, { ANSWER: WORD }))).toBe('TOKENS');
    await respond(await start('una'), { ANSWER: 'my own secret' });
    expect(runs('VerifyAuthChallengeResponse')[0]?.response).toEqual({ answerCorrect: true });
    expect(runs('CreateAuthChallenge')[0]?.response).toMatchObject({
      privateChallengeParameters: { answer: '•••' },
    });
    const log = JSON.stringify(sandbox.log(0));
    expect(log).not.toContain(WORD);
    expect(log).not.toContain('my own secret');
  });
});
