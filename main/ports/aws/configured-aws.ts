import type { AwsSource } from '@core/contract/aws.ts';
import { isFault } from '@core/form/form.ts';
import type { AwsCredentials } from '@core/cognito/signing.ts';
import type { AwsPort, MfaPrompt } from '@core/host/ports.ts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { type GuardedRequests, guardedRequests } from './guarded-requests.ts';
import { mustStayHere } from './own-endpoint.ts';
import { type ProfileFiles, readProfileFiles, secretsIn } from './profile-files.ts';
import { profileSource, regionFor, startOf } from './profile-kind.ts';
import { sourceOf } from './source.ts';
import { noCredentials, toldApart } from './told-apart.ts';

/**
 * AWS's own configuration on this computer, through the SDK's own credential providers: static keys, SSO, assume-role,
 * process, web identity, environment, container and instance. Nothing is held or written here. An SSO sign-in that
 * renews itself is written back by the SDK where `aws sso login` put it, as the AWS CLI does.
 * @param loopbackOnly true where nothing may leave this computer
 */
export function configuredAws(loopbackOnly: boolean): Omit<AwsPort, 'prompt'> {
  const { env } = process;
  return {
    async profiles() {
      const files = await readProfileFiles();
      return Object.entries(files.profiles).map(([name, section]) => ({
        name,
        ...profileSource(name, section, files),
        ...(section['region'] === undefined ? {} : { region: section['region'] }),
      }));
    },
    source: async (profile) => sourceOf(profile, await readProfileFiles(), env),
    async credentials(profile, mfa) {
      const files = await readProfileFiles();
      const source = sourceOf(profile, files, env);
      if (source.kind === 'none') throw noCredentials(profile, source);
      if (loopbackOnly) mustStayHere(source, files, env);
      return credentialsFrom(source, { profile, files, mfa, loopbackOnly });
    },
  };
}

interface Asking {
  /** As it was asked for. */
  readonly profile: string;
  readonly files: ProfileFiles;
  readonly mfa: MfaPrompt;
  readonly loopbackOnly: boolean;
}

async function credentialsFrom(
  source: AwsSource,
  { profile, files, mfa, loopbackOnly }: Asking,
): Promise<AwsCredentials> {
  const requests = guardedRequests(loopbackOnly);
  // What was thrown by the person's side comes back through the SDK: as it was, not as that tells it.
  let own: unknown;
  const mfaCodeProvider = (serial: string) =>
    mfa(serial).catch((error: unknown) => {
      own = error;
      throw error;
    });
  try {
    return credentialsOf(
      await provided(source, { requestHandler: requests.handler, mfaCodeProvider, files }),
    );
  } catch (error) {
    if (isFault(own)) throw own;
    const refused = requests.refused();
    if (refused !== undefined) throw refused;
    if (isFault(error)) throw error;
    const { AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID } = process.env;
    const variables = [AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ACCESS_KEY_ID];
    const secrets = [...secretsIn(files), ...variables.filter((value) => value !== undefined)];
    throw toldApart({ error, source, start: startSource(source, files), profile, secrets });
  } finally {
    requests.close();
  }
}

/** One try: an endpoint on the same computer answers, or it isn't there. Milliseconds. */
const NEAR = { maxRetries: 0, timeout: 2_000 };

/** Where the credentials that a role starts from come from. */
function startSource(source: AwsSource, files: ProfileFiles): AwsSource {
  if (source.profile === undefined) return source;
  const name = startOf(source.profile, files);
  return profileSource(name, files.profiles[name] ?? {}, files);
}

interface Providing {
  readonly requestHandler: GuardedRequests['handler'];
  readonly mfaCodeProvider: MfaPrompt;
  readonly files: ProfileFiles;
}

async function provided(
  { kind, profile }: AwsSource,
  { requestHandler, mfaCodeProvider, files }: Providing,
): Promise<AwsCredentialIdentity> {
  // The runtime comes with the console: whoever uses it can't change its version.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { defaultProvider, fromEnv, fromIni } = await import('./providers.ts');
  const how = {
    ignoreCache: true,
    logger: SILENT,
    clientConfig: { requestHandler },
    parentClientConfig: {
      requestHandler,
      region: regionFor(files.profiles[profile ?? ''] ?? {}, process.env),
    },
  };
  if (kind === 'environment') return fromEnv({ logger: SILENT })();
  if (profile !== undefined) return fromIni({ ...how, ...NEAR, profile, mfaCodeProvider })();
  return defaultProvider({ ...how, ...NEAR })();
}

function credentialsOf(given: AwsCredentialIdentity): AwsCredentials {
  const { accessKeyId, secretAccessKey, sessionToken, expiration, accountId } = given;
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(expiration === undefined ? {} : { expiresAt: expiration.getTime() }),
    ...(accountId === undefined ? {} : { account: accountId }),
  };
}

/** The SDK's providers warn on the console by themselves: what they say belongs into an error, and nowhere else. */
const SILENT = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
