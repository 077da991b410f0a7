import { loadSsoSessionData, type ParsedIniData, parseKnownFiles } from '@smithy/core/config';

/** AWS's shared config files as the SDK reads them. Keys are in them: nothing of it leaves this folder as it is. */
export interface ProfileFiles {
  /** Sections by name, those of both files in one. */
  readonly profiles: ParsedIniData;
  /** What `[sso-session NAME]` says. */
  readonly sessions: ParsedIniData;
}

/** One section's lines. */
export type Section = ParsedIniData[string];

/** Reads them anew: people sign in and edit while the console is open. A file that isn't there is empty. */
export async function readProfileFiles(): Promise<ProfileFiles> {
  const profiles = await parseKnownFiles({ ignoreCache: true });
  const sessions = await loadSsoSessionData();
  // The config file's other sections come along under names of their own.
  const named = Object.entries(profiles).filter(([name]) => !/^(?:sso-session|services)\./.test(name));
  return { profiles: Object.fromEntries(named), sessions };
}

/** Everything in the files that lets somebody in: no error may repeat it. */
export function secretsIn({ profiles }: ProfileFiles): readonly string[] {
  return Object.values(profiles).flatMap(
    ({ aws_access_key_id: id, aws_secret_access_key: key, aws_session_token: token }) =>
      [id, key, token].filter((value) => value !== undefined),
  );
}
