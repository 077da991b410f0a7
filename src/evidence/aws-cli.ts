import { operationNamed } from '../cognito/operations.ts';
import type { JsonObject } from '../json.ts';
import { commandLine, shellWord } from './shell.ts';

/**
 * The call as an AWS CLI command (version 1 or 2) for bash or zsh. The CLI checks types before it sends: a request that
 * breaks them is refused there. What is masked in the input stays masked in the command.
 * @param where.endpoint left out when it is the region's own
 */
export function toAwsCli(
  operation: string,
  body: JsonObject,
  where: { readonly endpoint?: string | undefined; readonly region: string },
): string {
  const parts = [['aws', 'cognito-idp', shellWord(cliName(operation))]];
  // Public operations need no credentials, and the CLI stops without them unless it is told.
  if (operationNamed(operation)?.signed === false) parts.push(['--no-sign-request']);
  if (where.endpoint) parts.push(['--endpoint-url', shellWord(where.endpoint)]);
  if (where.region) parts.push(['--region', shellWord(where.region)]);
  parts.push(['--cli-input-json', shellWord(JSON.stringify(body))]);
  return commandLine(parts);
}

/** `SetUserMFAPreference` as `set-user-mfa-preference`: botocore's `xform_name`, rule by rule. */
export function cliName(operation: string): string {
  return operation
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z])(\d+)/g, '$1-$2')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
