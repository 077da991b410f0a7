import { scrub } from '@core/chain/redact.ts';
import type { AwsSource } from '@core/contract/aws.ts';
import { type CoreFault, coreFault } from '@core/form/form.ts';
import { namedProfile } from '@core/host/aws/named-profile.ts';

/** What failed, and what may be said of it. */
export interface Failure {
  readonly error: unknown;
  readonly source: AwsSource;
  /** Where a role's own credentials come from; the same as `source` where there is no role. */
  readonly start: AwsSource;
  /** As it was asked for. */
  readonly profile: string;
  /** Keys of the files and variables: no text may repeat them. */
  readonly secrets: readonly string[];
}

/** Longer ones repeat whole requests. */
const LONGEST_SENTENCE = 300;

/**
 * Which of the ways to fail an error of the SDK's providers is, with what mends it. Their classes are few and their texts
 * many: both are looked at, and what isn't known stays AWS_CREDENTIALS.
 */
export function toldApart({ error, source, start, profile, secrets }: Failure): CoreFault {
  const { name, message, code } = readError(error);
  const who = namedProfile(profile);
  const says = (text: string) => {
    const said = sentenceOf(name, text, secrets);
    return said === '' ? '' : ` AWS says: ${said}`;
  };
  if (/MultiFactorAuthentication failed|unable to validate MFA|MFA (?:code|token)/i.test(message))
    return coreFault(
      'AWS_MFA_WRONG',
      `AWS refused the MFA code of ${lowerCase(who)}.${says(message)}`,
      'profile',
    );
  if (UNREACHED.test(code) || UNREACHED.test(message))
    return coreFault(
      'AWS_UNREACHED',
      `${who} needs ${SERVICE[source.kind] ?? 'AWS'}, which can’t be reached.`,
      'profile',
    );

  switch (source.kind) {
    case 'sso':
      return ENDED.test(message)
        ? signInEnded(who, source, 'aws sso login')
        : ssoRefused(who, source, says(message));
    case 'login':
      return signInEnded(who, source, 'aws login');
    case 'assume-role':
      // The SDK's providers and STS itself fail with errors of their own: what a role starts from didn't get that far.
      if (start.kind !== 'assume-role' && name === 'CredentialsProviderError')
        return toldApart({ error, source: start, start, profile, secrets });
      return coreFault(
        'AWS_ASSUME_ROLE',
        `${who} can’t assume ${source.role ?? 'its role'}.${says(message)}`,
        'profile',
      );
    case 'process':
      return processFailed(who, message);
    case 'web-identity':
      return coreFault(
        'AWS_WEB_IDENTITY',
        /ENOENT/.test(`${code} ${message}`)
          ? `${who} has no web identity token: its file isn’t there.`
          : `The web identity token of ${lowerCase(who)} gives no credentials.${says(message)}`,
        'profile',
      );
    case 'container':
      return coreFault('AWS_CONTAINER', `The container’s own endpoint gives no credentials.`, 'profile');
    default:
      return noCredentials(profile, source);
  }
}

const UNREACHED =
  /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError/;
const ENDED =
  /SSO session|Token is expired|SSO Token\. Cannot refresh|Session token not found or invalid|UnauthorizedException|InvalidGrantException|Unable to refresh SSO/i;
const SERVICE: Partial<Record<AwsSource['kind'], string>> = {
  sso: 'IAM Identity Center',
  login: 'AWS sign-in',
  'assume-role': 'STS',
  'web-identity': 'STS',
  container: 'the container’s own endpoint',
  instance: 'the instance’s own endpoint',
};

function signInEnded(who: string, { profile = 'default' }: AwsSource, command: string): CoreFault {
  return coreFault(
    'AWS_SSO_EXPIRED',
    `${who} needs you to sign in again: ${command} --profile ${shellName(profile)}`,
    'profile',
  );
}

function ssoRefused(who: string, { account = '', role = '' }: AwsSource, says: string): CoreFault {
  return coreFault(
    'AWS_SSO_REFUSED',
    `${who} gets no role ${role} in the account ${account}.${says}`,
    'profile',
  );
}

/** The program's own words are not repeated: a key may be in them, as may be in its command line. */
function processFailed(who: string, message: string): CoreFault {
  const why = [
    [/invalid JSON/, 'printed no JSON'],
    [/did not return Version 1/, 'printed JSON without "Version": 1'],
    [/returned invalid credentials/, 'printed neither AccessKeyId nor SecretAccessKey'],
    [/returned expired credentials/, 'printed credentials that have ended'],
  ] as const;
  const what =
    why.find(([pattern]) => pattern.test(message))?.[1] ?? 'could not be run, or ended with an error';
  return coreFault('AWS_PROCESS', `The credential_process of ${lowerCase(who)} ${what}.`, 'profile');
}

export function noCredentials(profile: string, { profile: used }: AwsSource): CoreFault {
  return coreFault(
    'AWS_CREDENTIALS',
    used === undefined && profile === ''
      ? 'No AWS credentials were found. Choose a profile for this target, or set AWS_PROFILE.'
      : `The profile ${used ?? profile} gives no credentials.`,
    'profile',
  );
}

function readError(error: unknown): {
  readonly name: string;
  readonly message: string;
  readonly code: string;
} {
  if (!(error instanceof Error)) return { name: '', message: String(error), code: '' };
  const code = 'code' in error ? String(error.code) : '';
  return { name: error.name, message: error.message, code };
}

/** The first line of what AWS says, without keys; nothing where it repeats the request that was signed. */
function sentenceOf(name: string, message: string, secrets: readonly string[]): string {
  if (/Signature|canonical/i.test(`${name} ${message}`)) return 'the keys it starts from don’t sign right.';
  const [line = ''] = message.replace(/^\w+(?:Error|Exception): /, '').split('\n');
  return line.length > LONGEST_SENTENCE ? '' : scrub(line.trim(), secrets);
}

function lowerCase(who: string): string {
  return `${who.charAt(0).toLowerCase()}${who.slice(1)}`;
}

function shellName(profile: string): string {
  return /^[\w.@+-]+$/.test(profile) ? profile : `'${profile.replaceAll("'", "'\\''")}'`;
}
