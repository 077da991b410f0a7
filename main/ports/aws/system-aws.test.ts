import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type AwsEndpoint,
  awsEndpoint,
  containerReply,
  type GivenKeys,
  ssoReply,
  stsRefusal,
  stsReply,
} from '../../testing/aws-endpoints.ts';
import { type AwsHome, awsHome } from '../../testing/aws-home.ts';
import { systemAws } from './system-aws.ts';

const ends = Math.floor(Date.now() / 1_000) * 1_000 + 3_600_000;
const given: GivenKeys = {
  id: 'ASIAGIVENBYTEST00000',
  key: 'given-secret/of+the+test',
  token: 'given-token//of==',
  ends,
};
const asGiven = {
  accessKeyId: given.id,
  secretAccessKey: given.key,
  sessionToken: given.token,
  expiresAt: ends,
};
const STATIC =
  '[keys]\naws_access_key_id = AKIAWRITTENINAFILE00\naws_secret_access_key = written-in-a-file/secret\n';
const noMfa = () => Promise.reject(new Error('no code was expected to be asked for'));

let home: AwsHome;
let server: AwsEndpoint;
beforeEach(async () => {
  home = awsHome();
  server = await awsEndpoint((request) => stsReply(given, request));
  for (const [name, value] of Object.entries(home.env)) vi.stubEnv(name, value);
  for (const service of ['STS', 'SSO', 'SSO_OIDC']) vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, server.url);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  home.remove();
});

const aws = () => systemAws({ loopbackOnly: true });
const gives = (profile: string, mfa: (serial: string) => Promise<string> = noMfa) =>
  aws().credentials(profile, mfa);

describe('static keys', () => {
  test('come from the credentials file, and are read anew', async () => {
    home.credentials(STATIC);
    expect(await gives('keys')).toEqual({
      accessKeyId: 'AKIAWRITTENINAFILE00',
      secretAccessKey: 'written-in-a-file/secret',
    });
    home.credentials(STATIC.replace('AKIAWRITTENINAFILE00', 'AKIAWRITTENLATER0000'));
    expect(await gives('keys')).toMatchObject({ accessKeyId: 'AKIAWRITTENLATER0000' });
  });

  test('come from the config file, with a session token and an account', async () => {
    home.config(
      '[profile there]\naws_access_key_id=AKIA1\naws_secret_access_key=s1\naws_session_token=t1\naws_account_id=444455556666\n',
    );
    expect(await gives('there')).toEqual({
      ...{ accessKeyId: 'AKIA1', secretAccessKey: 's1', sessionToken: 't1', account: '444455556666' },
    });
  });

  test('half a pair is told as that', async () => {
    home.credentials('[half]\naws_access_key_id = AKIA1\n');
    await expect(gives('half')).rejects.toMatchObject({
      code: 'AWS_PROFILE_INCOMPLETE',
      detail: 'The profile half lacks aws_secret_access_key.',
    });
  });
});

describe('no profile chosen', () => {
  beforeEach(() => home.credentials(`[default]\n${STATIC.slice(7)}`));

  test('keys in variables come first, as with the AWS CLI', async () => {
    vi.stubEnv('AWS_PROFILE', 'nosuch');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAINAVARIABLE00000');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'in-a-variable/secret');
    vi.stubEnv('AWS_CREDENTIAL_EXPIRATION', new Date(ends).toISOString());
    expect(await gives('')).toEqual({
      ...{ accessKeyId: 'AKIAINAVARIABLE00000', secretAccessKey: 'in-a-variable/secret', expiresAt: ends },
    });
    expect(await aws().source('')).toEqual({ kind: 'environment', mfa: false });
    // A profile that was chosen wins over them.
    expect(await gives('default')).toMatchObject({ accessKeyId: 'AKIAWRITTENINAFILE00' });
  });

  test('then AWS_PROFILE, then the default profile', async () => {
    home.config('[profile other]\naws_access_key_id=AKIA2\naws_secret_access_key=s2\n');
    expect(await gives('')).toMatchObject({ accessKeyId: 'AKIAWRITTENINAFILE00' });
    vi.stubEnv('AWS_PROFILE', 'other');
    expect(await gives('')).toMatchObject({ accessKeyId: 'AKIA2' });
    vi.stubEnv('AWS_PROFILE', 'othr');
    await expect(gives('')).rejects.toMatchObject({
      code: 'AWS_PROFILE_UNKNOWN',
      detail: 'No AWS profile is called othr. Did you mean other?',
    });
  });

  test('nothing at all says what to do', async () => {
    home.credentials('');
    await expect(gives('')).rejects.toMatchObject({ code: 'AWS_CREDENTIALS', field: 'profile' });
    expect(await aws().source('')).toEqual({ kind: 'none', mfa: false });
  });
});

describe('a role', () => {
  const ROLE =
    '[profile admin]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = keys\nexternal_id = ext-1\nregion = eu-west-1\n';
  beforeEach(() => {
    home.credentials(STATIC);
    home.config(ROLE);
  });

  test('is assumed with the source profile’s keys', async () => {
    expect(await gives('admin')).toEqual({ ...asGiven, account: '111122223333' });
    const [asked] = server.came;
    const sent = new URLSearchParams(asked?.body);
    expect(Object.fromEntries(sent)).toMatchObject({
      ...{ Action: 'AssumeRole', RoleArn: 'arn:aws:iam::111122223333:role/Admin', ExternalId: 'ext-1' },
      DurationSeconds: '3600',
    });
    expect(asked?.headers['authorization']).toContain('Credential=AKIAWRITTENINAFILE00/');
    expect(await aws().source('admin')).toEqual({
      ...{ kind: 'assume-role', profile: 'admin', mfa: false, account: '111122223333' },
      role: 'arn:aws:iam::111122223333:role/Admin',
    });
  });

  test('with MFA asks for the code of the device', async () => {
    home.config(`${ROLE}mfa_serial = arn:aws:iam::111122223333:mfa/kim\n`);
    expect(await aws().source('admin')).toMatchObject({ mfa: true });
    const serials: string[] = [];
    await gives('admin', async (serial) => {
      serials.push(serial);
      return '492017';
    });
    expect(serials).toEqual(['arn:aws:iam::111122223333:mfa/kim']);
    expect(new URLSearchParams(server.came[0]?.body).get('TokenCode')).toBe('492017');
    expect(new URLSearchParams(server.came[0]?.body).get('SerialNumber')).toBe(serials[0]);
  });

  test('a refused code is told from a refused role', async () => {
    home.config(`${ROLE}mfa_serial = arn:aws:iam::111122223333:mfa/kim\n`);
    server.answer(() =>
      stsRefusal('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. '),
    );
    await expect(gives('admin', async () => '000000')).rejects.toMatchObject({
      code: 'AWS_MFA_WRONG',
      detail: expect.stringContaining('invalid MFA one time pass code'),
    });
    home.config(ROLE);
    const denied =
      'User: arn:aws:iam::111122223333:user/kim is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/Admin';
    server.answer(() => stsRefusal('AccessDenied', denied));
    await expect(gives('admin')).rejects.toMatchObject({
      code: 'AWS_ASSUME_ROLE',
      detail: expect.stringContaining('is not authorized to perform: sts:AssumeRole'),
    });
  });

  test('what the person’s side throws comes back as it was', async () => {
    home.config(`${ROLE}mfa_serial = GAHT12345678\n`);
    const gaveUp = Object.assign(new Error('no'), { code: 'AWS_MFA_NEEDED', detail: 'no code' });
    await expect(gives('admin', () => Promise.reject(gaveUp))).rejects.toBe(gaveUp);
    expect(server.came).toHaveLength(0);
  });

  test('an error that repeats the signed request repeats nothing of it', async () => {
    server.answer(({ headers }) =>
      stsRefusal(
        'SignatureDoesNotMatch',
        `The request signature we calculated does not match. The Canonical String should have been ${headers['authorization'] ?? ''} written-in-a-file/secret`,
      ),
    );
    const refused = await gives('admin').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'AWS_ASSUME_ROLE' });
    expect(JSON.stringify(refused)).not.toMatch(/AKIAWRITTEN|written-in-a-file|AWS4-HMAC/);
    server.answer(() => stsRefusal('InvalidClientTokenId', 'The token AKIAWRITTENINAFILE00 is invalid.'));
    const other = await gives('admin').catch((error: unknown) => error);
    expect(other).toMatchObject({
      code: 'AWS_ASSUME_ROLE',
      detail: expect.stringContaining('AWS says: The token'),
    });
    expect(JSON.stringify(other)).not.toContain('AKIAWRITTEN');
  });

  test('STS that can’t be reached is told as that', async () => {
    const gone = server.url;
    await server.close();
    vi.stubEnv('AWS_ENDPOINT_URL_STS', gone);
    await expect(gives('admin')).rejects.toMatchObject({ code: 'AWS_UNREACHED' });
    server = await awsEndpoint((request) => stsReply(given, request));
  });

  test('nothing leaves this computer where it must not', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', undefined);
    await expect(gives('admin')).rejects.toMatchObject({ code: 'NOT_LOOPBACK' });
  });

  test.each([
    ['[profile a]\nrole_arn = arn:aws:iam::1:role/A\n', 'names a role_arn and neither'],
    ['[profile a]\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = kyes\n', '(keys does)'],
    ['[profile a]\nrole_arn = x\nsource_profile = keys\ncredential_source = Environment\n', 'names both'],
    [
      '[profile a]\nrole_arn = x\nsource_profile = b\n[profile b]\nrole_arn = y\nsource_profile = a\n',
      'starts from it again',
    ],
    ['[profile a]\nrole_arn = x\nsource_profile = a\n', 'starts from itself'],
    ['[profile a]\nsso_session = corp\n', 'the sso-session corp, which doesn’t exist'],
    ['[profile a]\nsso_session = corp\n[sso-session corp]\nsso_region = x\n', 'which lacks sso_start_url'],
    ['[profile a]\nsso_start_url = x\nsso_region = y\n', 'lacks sso_account_id and sso_role_name'],
  ])('%j is told to be incomplete', async (text, why) => {
    home.config(text);
    await expect(gives('a')).rejects.toMatchObject({
      code: 'AWS_PROFILE_INCOMPLETE',
      detail: expect.stringContaining(why),
    });
    expect(server.came).toHaveLength(0);
  });
});

describe('SSO', () => {
  const SSO =
    '[profile support]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Support\n[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n';
  const token = (ms: number) => ({
    ...{ accessToken: 'sso-access-token-of-the-test', region: 'eu-west-1' },
    expiresAt: new Date(Date.now() + ms).toISOString(),
  });
  beforeEach(() => {
    home.config(SSO);
    server.answer(() => ssoReply(given));
  });

  test('gives the role’s credentials for the token that `aws sso login` left', async () => {
    home.ssoToken('corp', token(3_600_000));
    expect(await gives('support')).toEqual(asGiven);
    expect(server.came[0]?.path).toContain('role_name=Support');
    expect(server.came[0]?.headers['x-amz-sso_bearer_token']).toBe('sso-access-token-of-the-test');
    expect(await aws().source('support')).toMatchObject({
      kind: 'sso',
      account: '111122223333',
      role: 'Support',
    });
  });

  test.each([
    ['nobody signed in yet', undefined],
    ['the session is over', -60_000],
  ])('says how to sign in where %s', async (_, ms) => {
    if (ms !== undefined) home.ssoToken('corp', token(ms));
    await expect(gives('support')).rejects.toMatchObject({
      code: 'AWS_SSO_EXPIRED',
      detail: expect.stringContaining('aws sso login --profile support'),
    });
  });

  test('says the same where the service ended the session, and another thing where it refuses the role', async () => {
    home.ssoToken('corp', token(3_600_000));
    const refuse = (name: string, message: string, status: number) =>
      server.answer(() => ({
        status,
        body: JSON.stringify({ __type: name, message }),
      }));
    refuse('UnauthorizedException', 'Session token not found or invalid', 401);
    await expect(gives('support')).rejects.toMatchObject({ code: 'AWS_SSO_EXPIRED' });
    refuse('ForbiddenException', 'No access', 403);
    await expect(gives('support')).rejects.toMatchObject({
      code: 'AWS_SSO_REFUSED',
      detail: expect.stringContaining('No access'),
    });
  });

  test('of a profile without a session names the profile as a shell takes it', async () => {
    home.config(
      '[profile "old one"]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = R\n[profile old+one]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = R\n',
    );
    await expect(gives('old+one')).rejects.toMatchObject({
      detail: expect.stringContaining('aws sso login --profile old+one'),
    });
    home.ssoToken('https://corp.awsapps.com/start', token(3_600_000));
    expect(await gives('old+one')).toEqual(asGiven);
  });

  test('a role that starts from an ended sign-in says so', async () => {
    home.config(`${SSO}[profile deep]\nrole_arn = arn:aws:iam::1:role/Deep\nsource_profile = support\n`);
    await expect(gives('deep')).rejects.toMatchObject({
      code: 'AWS_SSO_EXPIRED',
      detail: expect.stringContaining('aws sso login --profile support'),
    });
  });
});

describe('a program', () => {
  const program = (body: string) => home.file('give.mjs', body);
  const use = (path: string) =>
    home.config(`[profile prog]\ncredential_process = "${process.execPath}" "${path}"\n`);

  test('gives what it prints', async () => {
    const printed = {
      Version: 1,
      AccessKeyId: given.id,
      SecretAccessKey: given.key,
      SessionToken: given.token,
    };
    const full = { ...printed, Expiration: new Date(ends).toISOString(), AccountId: '111122223333' };
    use(program(`console.log(${JSON.stringify(JSON.stringify(full))})`));
    expect(await gives('prog')).toEqual({ ...asGiven, account: '111122223333' });
  });

  test.each([
    ['console.log("no json: leaked-secret")', 'printed no JSON'],
    ['console.log(JSON.stringify({ Version: 2 }))', 'without "Version": 1'],
    ['console.log(JSON.stringify({ Version: 1 }))', 'neither AccessKeyId nor SecretAccessKey'],
    ['console.error("leaked-secret"); process.exit(3)', 'could not be run, or ended with an error'],
  ])('that does %j is told as that, and none of its words', async (body, why) => {
    use(program(body));
    const refused = await gives('prog').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'AWS_PROCESS', detail: expect.stringContaining(why) });
    expect(JSON.stringify(refused)).not.toContain('leaked-secret');
  });
});

describe('a container and a web identity', () => {
  test('the container’s endpoint is asked with its token', async () => {
    server.answer(() => containerReply(given));
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${server.url}/role`);
    vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', 'container-token');
    expect(await gives('')).toEqual(asGiven);
    expect(server.came[0]).toMatchObject({ path: '/role', headers: { authorization: 'container-token' } });
    expect(await aws().source('')).toEqual({ kind: 'container', mfa: false });
  });

  test('one that refuses is told as that, and one elsewhere is not asked', async () => {
    server.answer(() => ({ status: 403, body: '{"Message":"no"}' }));
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${server.url}/role`);
    await expect(gives('')).rejects.toMatchObject({ code: 'AWS_CONTAINER' });
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', undefined);
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', '/role');
    await expect(gives('')).rejects.toMatchObject({
      code: 'NOT_LOOPBACK',
      detail: expect.stringContaining('169.254.170.2'),
    });
  });

  test('the instance’s endpoint is not asked where nothing may leave this computer', async () => {
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
    expect(await aws().source('')).toEqual({ kind: 'instance', mfa: false });
    await expect(gives('')).rejects.toMatchObject({ code: 'NOT_LOOPBACK' });
    home.config(
      '[profile box]\nrole_arn = arn:aws:iam::1:role/Box\ncredential_source = Ec2InstanceMetadata\n',
    );
    await expect(gives('box')).rejects.toMatchObject({ code: 'NOT_LOOPBACK' });
  });

  test('a web identity token is exchanged', async () => {
    const path = home.file('token', 'web-identity-token-of-the-test');
    home.config(
      `[profile web]\nrole_arn = arn:aws:iam::111122223333:role/Web\nweb_identity_token_file = ${path}\n`,
    );
    expect(await gives('web')).toEqual({ ...asGiven, account: '111122223333' });
    const sent = new URLSearchParams(server.came[0]?.body);
    expect(sent.get('Action')).toBe('AssumeRoleWithWebIdentity');
    expect(sent.get('WebIdentityToken')).toBe('web-identity-token-of-the-test');
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', path);
    vi.stubEnv('AWS_ROLE_ARN', 'arn:aws:iam::111122223333:role/Web');
    expect(await gives('')).toEqual({ ...asGiven, account: '111122223333' });
  });

  test('one whose file is missing, or that AWS refuses, is told as that', async () => {
    home.config(
      '[profile web]\nrole_arn = arn:aws:iam::1:role/Web\nweb_identity_token_file = /nowhere/token\n',
    );
    await expect(gives('web')).rejects.toMatchObject({
      code: 'AWS_WEB_IDENTITY',
      detail: expect.stringContaining('isn’t there'),
    });
    const path = home.file('token', 'web-identity-token-of-the-test');
    home.config(`[profile web]\nrole_arn = arn:aws:iam::1:role/Web\nweb_identity_token_file = ${path}\n`);
    server.answer(() => stsRefusal('ExpiredTokenException', 'Token expired: current date is later', 400));
    await expect(gives('web')).rejects.toMatchObject({ code: 'AWS_WEB_IDENTITY' });
  });

  test('keys in variables are a role’s source where it says so', async () => {
    home.config(
      '[profile env]\nrole_arn = arn:aws:iam::111122223333:role/E\ncredential_source = Environment\n',
    );
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAINAVARIABLE00000');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'in-a-variable/secret');
    expect(await gives('env')).toMatchObject(asGiven);
    expect(server.came[0]?.headers['authorization']).toContain('Credential=AKIAINAVARIABLE00000/');
  });
});

describe('the list of profiles', () => {
  test('names them with their kind, and no key', async () => {
    home.credentials(STATIC);
    home.config(
      '[default]\nregion = eu-west-1\n[profile admin]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = keys\nmfa_serial = x\n[profile p]\ncredential_process = give --secret hush-hush\n[sso-session corp]\nsso_region = eu-west-1\n[profile s]\nsso_session = corp\nsso_account_id = 9\nsso_role_name = R\n[profile l]\nlogin_session = arn:x\n[services local]\ncognito =\n  endpoint_url = http://x\n',
    );
    const listed = await aws().profiles();
    expect(listed.map(({ name, kind, mfa }) => [name, kind, mfa])).toEqual([
      ['default', 'none', false],
      ['admin', 'assume-role', true],
      ['p', 'process', false],
      ['s', 'sso', false],
      ['l', 'login', false],
      ['keys', 'static', false],
    ]);
    expect(JSON.stringify(listed)).not.toMatch(/AKIA|written-in|hush-hush/);
  });

  test('is empty without files', async () => {
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
    expect(await aws().profiles()).toEqual([]);
  });
});
