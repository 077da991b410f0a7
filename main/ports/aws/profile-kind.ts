import type { AwsSource, AwsSourceKind } from '@core/contract/aws.ts';
import type { ProfileFiles, Section } from './profile-files.ts';

/**
 * How a profile gives credentials, in the order in which the SDK's own provider looks. `none`: it gives no credentials,
 * only settings. Source: `@aws-sdk/credential-provider-ini`, `resolveProfileData`.
 */
export function kindOf(section: Section): AwsSourceKind {
  if (section['role_arn'] !== undefined) {
    return section['web_identity_token_file'] !== undefined && sourceCount(section) === 0
      ? 'web-identity'
      : 'assume-role';
  }
  if (section['aws_access_key_id'] !== undefined || section['aws_secret_access_key'] !== undefined)
    return 'static';
  if (section['credential_process'] !== undefined) return 'process';
  if (Object.keys(section).some((line) => SSO_LINES.has(line))) return 'sso';
  return section['login_session'] === undefined ? 'none' : 'login';
}

const SSO_LINES: ReadonlySet<string> = new Set([
  'sso_start_url',
  'sso_account_id',
  'sso_session',
  'sso_region',
  'sso_role_name',
]);

/** How many places a role says its own credentials come from: one is right. */
export function sourceCount(section: Section): number {
  return [section['source_profile'], section['credential_source']].filter((line) => line !== undefined)
    .length;
}

/** What a profile's lines say of its credentials, and none of them. */
export function profileSource(name: string, section: Section, { profiles }: ProfileFiles): AwsSource {
  const role = section['role_arn'] ?? section['sso_role_name'];
  const account =
    accountIn(section['role_arn']) ?? section['sso_account_id'] ?? section['aws_account_id'] ?? undefined;
  return {
    kind: kindOf(section),
    profile: name,
    mfa: asksForMfa(section, profiles, new Set()),
    ...(account === undefined ? {} : { account }),
    ...(role === undefined ? {} : { role }),
  };
}

/** A role may start from another that asks. */
function asksForMfa(section: Section, profiles: ProfileFiles['profiles'], seen: Set<Section>): boolean {
  if (section['role_arn'] === undefined || seen.has(section)) return false;
  if (section['mfa_serial'] !== undefined) return true;
  const source = profiles[section['source_profile'] ?? ''];
  return source !== undefined && asksForMfa(source, profiles, seen.add(section));
}

/** `arn:aws:iam::111122223333:role/Admin` */
function accountIn(arn: string | undefined): string | undefined {
  return /^arn:[^:]*:iam::(\d{12}):/.exec(arn ?? '')?.[1];
}

/** The profile whose own credentials a profile starts from, by way of roles; itself where it starts from no other. */
export function startOf(name: string, { profiles }: ProfileFiles): string {
  const seen = new Set<string>();
  let at = name;
  while (!seen.has(at)) {
    seen.add(at);
    const section = profiles[at] ?? {};
    const source = section['source_profile'];
    if (source === undefined || kindOf(section) !== 'assume-role') return at;
    at = source;
  }
  return at;
}

/** Where STS is asked for a role when nothing names a region: in the role's own partition. */
export function regionFor(section: Section, env: NodeJS.ProcessEnv): string {
  const partition = /^arn:([^:]*):/.exec(section['role_arn'] ?? env['AWS_ROLE_ARN'] ?? '')?.[1] ?? 'aws';
  const first: Readonly<Record<string, string>> = { 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' };
  return (
    section['region'] || env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || (first[partition] ?? 'us-east-1')
  );
}
