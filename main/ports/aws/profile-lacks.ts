import { coreFault } from '@core/form/form.ts';
import { nearestName } from '@core/nearest.ts';
import type { ProfileFiles, Section } from './profile-files.ts';
import { kindOf, sourceCount } from './profile-kind.ts';

/** @throws CoreFault AWS_PROFILE_UNKNOWN, with the name that was probably meant */
export function sectionOf(name: string, { profiles }: ProfileFiles): Section {
  const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(profiles);
  const near = nearestName(name, names);
  const listed = names.slice(0, MOST_NAMES).join(', ');
  const there = names.length === 0 ? 'There are none in the files.' : `There are: ${listed}.`;
  throw coreFault(
    'AWS_PROFILE_UNKNOWN',
    `No AWS profile is called ${name}. ${near === undefined ? there : `Did you mean ${near}?`}`,
    'profile',
  );
}

const MOST_NAMES = 12;

/**
 * Looks whether a profile has what its kind needs: the SDK's own words for it tell less, or come after a call.
 * @throws CoreFault AWS_PROFILE_INCOMPLETE
 */
export function mustBeWhole(name: string, files: ProfileFiles, seen: readonly string[] = []): void {
  const section = files.profiles[name] ?? {};
  const lack = lackOf(name, section, files) ?? circleOf(section, seen);
  if (lack !== undefined)
    throw coreFault('AWS_PROFILE_INCOMPLETE', `The profile ${name} ${lack}.`, 'profile');
  const source = section['source_profile'];
  if (source !== undefined && source !== name && kindOf(section) === 'assume-role')
    mustBeWhole(source, files, [...seen, name]);
}

function lackOf(name: string, section: Section, files: ProfileFiles): string | undefined {
  switch (kindOf(section)) {
    case 'assume-role':
      return lackOfRole(name, section, files);
    case 'static':
      return lackOfLines(section, ['aws_access_key_id', 'aws_secret_access_key']);
    case 'sso':
      return lackOfSso(section, files);
    default:
      return undefined;
  }
}

function lackOfRole(name: string, section: Section, { profiles }: ProfileFiles): string | undefined {
  const count = sourceCount(section);
  if (count === 0) return 'names a role_arn and neither source_profile nor credential_source';
  if (count === 2) return 'names both source_profile and credential_source; a role starts from one';
  const source = section['source_profile'];
  // Keys may stand beside the role, in a section that then starts from itself.
  if (source === name && section['aws_access_key_id'] === undefined)
    return 'starts from itself and has no keys';
  if (source === undefined || Object.hasOwn(profiles, source)) return undefined;
  const near = nearestName(
    source,
    Object.keys(profiles).filter((other) => other !== name),
  );
  return `starts from the profile ${source}, which doesn’t exist${near === undefined ? '' : ` (${near} does)`}`;
}

function lackOfSso(section: Section, { sessions }: ProfileFiles): string | undefined {
  const session = section['sso_session'];
  if (session === undefined)
    return lackOfLines(section, ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name']);
  const lines = sessions[session];
  if (lines === undefined) return `names the sso-session ${session}, which doesn’t exist`;
  const lack = lackOfLines(lines, ['sso_start_url', 'sso_region']);
  return lack === undefined
    ? lackOfLines(section, ['sso_account_id', 'sso_role_name'])
    : `names the sso-session ${session}, which ${lack}`;
}

function lackOfLines(section: Section, needed: readonly string[]): string | undefined {
  const missing = needed.filter((line) => section[line] === undefined);
  return missing.length === 0 ? undefined : `lacks ${missing.join(' and ')}`;
}

function circleOf(section: Section, seen: readonly string[]): string | undefined {
  const source = section['source_profile'] ?? '';
  return section['role_arn'] !== undefined && seen.includes(source)
    ? `starts from ${source}, which starts from it again`
    : undefined;
}
