import type { AwsSource, AwsSourceKind } from '@core/contract/aws.ts';

/** How a profile gives credentials, in a word or two. */
export const SOURCE_WORDS: Readonly<Record<AwsSourceKind, string>> = {
  static: 'keys in a file',
  sso: 'SSO',
  login: 'aws login',
  'assume-role': 'role',
  'web-identity': 'web identity',
  process: 'program',
  environment: 'variables',
  container: 'container',
  instance: 'instance',
  none: 'settings only',
};

/** `role Admin · MFA` of a profile, for a list and for the footer's menu. */
export function sourceWords({ kind, role, mfa }: AwsSource): string {
  // An ARN says more than a list has room for: the last part of it is its name.
  const name = role?.slice(role.lastIndexOf('/') + 1);
  const words = name === undefined ? SOURCE_WORDS[kind] : `${SOURCE_WORDS[kind]} ${name}`;
  return mfa ? `${words} · MFA` : words;
}
