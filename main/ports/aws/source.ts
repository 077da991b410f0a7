import type { AwsSource } from '@core/contract/aws.ts';
import type { ProfileFiles } from './profile-files.ts';
import { kindOf, profileSource } from './profile-kind.ts';
import { mustBeWhole, sectionOf } from './profile-lacks.ts';

const DEFAULT = 'default';

/**
 * Where a profile's credentials come from, by files and variables alone. Without a profile, keys in variables come first
 * as with the AWS CLI, then AWS_PROFILE or the default profile, a web identity, the container, and the instance.
 * Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html#cli-config-cascade
 * @param profile empty: none was chosen
 * @throws CoreFault AWS_PROFILE_UNKNOWN, AWS_PROFILE_INCOMPLETE
 */
export function sourceOf(profile: string, files: ProfileFiles, env: NodeJS.ProcessEnv): AwsSource {
  if (profile !== '') return named(profile, files);
  if (has(env, 'AWS_ACCESS_KEY_ID') && has(env, 'AWS_SECRET_ACCESS_KEY')) {
    const account = env['AWS_ACCOUNT_ID'];
    return { kind: 'environment', mfa: false, ...(account ? { account } : {}) };
  }
  if (has(env, 'AWS_PROFILE')) return named(env['AWS_PROFILE'] ?? '', files);
  const byDefault = files.profiles[DEFAULT];
  if (byDefault !== undefined && kindOf(byDefault) !== 'none') return named(DEFAULT, files);
  if (has(env, 'AWS_WEB_IDENTITY_TOKEN_FILE') && has(env, 'AWS_ROLE_ARN'))
    return { kind: 'web-identity', mfa: false, role: env['AWS_ROLE_ARN'] ?? '' };
  if (has(env, 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI') || has(env, 'AWS_CONTAINER_CREDENTIALS_FULL_URI'))
    return { kind: 'container', mfa: false };
  return { kind: isOff(env['AWS_EC2_METADATA_DISABLED']) ? 'none' : 'instance', mfa: false };
}

function named(name: string, files: ProfileFiles): AwsSource {
  const section = sectionOf(name, files);
  mustBeWhole(name, files);
  return profileSource(name, section, files);
}

function has(env: NodeJS.ProcessEnv, name: string): boolean {
  return (env[name] ?? '') !== '';
}

/** As the SDK takes it: anything but `false` turns it off. */
function isOff(text: string | undefined): boolean {
  return text !== undefined && text !== '' && text !== 'false';
}
