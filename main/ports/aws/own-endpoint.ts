import { isLoopback } from '@core/cognito/endpoints.ts';
import type { AwsSource } from '@core/contract/aws.ts';
import type { ProfileFiles } from './profile-files.ts';
import { notLoopback } from './guarded-requests.ts';

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

function ownEndpoints(source: AwsSource, { profiles }: ProfileFiles, env: NodeJS.ProcessEnv): string[] {
  if (source.kind === 'container') return [containerUrl(env)];
  if (source.kind === 'instance') return [instanceUrl(env, {})];
  const seen = new Set<string>();
  const urls: string[] = [];
  // A role may start from one of them, by way of other profiles.
  for (let name = source.profile; name !== undefined && !seen.has(name);) {
    seen.add(name);
    const section = profiles[name] ?? {};
    if (section['credential_source'] === 'EcsContainer') urls.push(containerUrl(env));
    if (section['credential_source'] === 'Ec2InstanceMetadata') urls.push(instanceUrl(env, section));
    name = section['source_profile'];
  }
  return urls;
}

function containerUrl(env: NodeJS.ProcessEnv): string {
  const relative = env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'];
  return relative ? `${CONTAINER}${relative}` : (env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? CONTAINER);
}

function instanceUrl(env: NodeJS.ProcessEnv, section: ProfileFiles['profiles'][string]): string {
  return env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? section['ec2_metadata_service_endpoint'] ?? INSTANCE;
}
