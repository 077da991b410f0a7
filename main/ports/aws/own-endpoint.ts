import { isLoopback } from '@core/cognito/endpoints.ts';
import type { AwsSource } from '@core/contract/aws.ts';
import type { ProfileFiles } from './profile-files.ts';
import { notLoopback } from './guarded-requests.ts';
import { startOf } from './profile-kind.ts';

/** Where a container and an instance give credentials unless variables say otherwise. Fixed by AWS, link-local. */
const CONTAINER = 'http://169.254.170.2';
const INSTANCE = 'http://169.254.169.254';

/**
 * Looks whether a container's or an instance's endpoint is on this computer: the SDK asks those with requests of its own.
 * @throws CoreFault NOT_LOOPBACK
 */
export function mustStayHere(source: AwsSource, files: ProfileFiles, env: NodeJS.ProcessEnv): void {
  for (const url of ownEndpoints(source, files, env))
    if (!isLoopback(url)) throw notLoopback(URL.canParse(url) ? new URL(url).hostname : url);
}

function ownEndpoints(source: AwsSource, files: ProfileFiles, env: NodeJS.ProcessEnv): string[] {
  const { profiles } = files;
  if (source.kind === 'container') return [containerUrl(env)];
  if (source.kind === 'instance') return [instanceUrl(env, {})];
  if (source.profile === undefined) return [];
  // A role may start from one of them, by way of other profiles.
  const section = profiles[startOf(source.profile, files)] ?? {};
  if (section['credential_source'] === 'EcsContainer') return [containerUrl(env)];
  return section['credential_source'] === 'Ec2InstanceMetadata' ? [instanceUrl(env, section)] : [];
}

function containerUrl(env: NodeJS.ProcessEnv): string {
  const relative = env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'];
  return relative ? `${CONTAINER}${relative}` : (env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? CONTAINER);
}

function instanceUrl(env: NodeJS.ProcessEnv, section: ProfileFiles['profiles'][string]): string {
  return env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? section['ec2_metadata_service_endpoint'] ?? INSTANCE;
}
