import type { JsonObject, JsonValue } from '../../json.ts';
import type { Asked, Context, Subject } from '../context.ts';
import type { Pool } from '../state.ts';
import { metadataPart, userParts } from './events.ts';
import { runTrigger } from './run-trigger.ts';
import { readTokenChanges, type TokenChanges, type TokenEventVersion } from './token-changes.ts';

/** Scope of every token that this API gives out. */
const API_SCOPE = 'aws.cognito.signin.user.admin';

/**
 * PreTokenGeneration, before every pair of tokens.
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException
 */
export async function runPreTokenGeneration(
  context: Context,
  subject: Subject,
): Promise<TokenChanges | undefined> {
  const version = versionOf(subject.pool);
  const { user } = subject;
  const groups = {
    groupsToOverride: [...user.groups],
    iamRolesToOverride: [...user.groups].flatMap((name) => subject.pool.groups.get(name)?.roleArn ?? []),
    preferredRole: null,
  };
  const response = await runTrigger(context, subject, {
    trigger: 'PreTokenGeneration',
    source: `TokenGeneration_${occasion(context.asked)}`,
    version: version === 'V1_0' ? '1' : '2',
    request: {
      ...userParts(subject),
      groupConfiguration: groups,
      ...(version === 'V1_0' ? {} : { scopes: [API_SCOPE] }),
      ...metadataPart(metadataSeen(context.asked)),
    },
    response: {
      [version === 'V1_0' ? 'claimsOverrideDetails' : 'claimsAndScopeOverrideDetails']: null,
    },
  });
  return response === undefined ? undefined : readTokenChanges(response, version);
}

/** V3_0 differs from V2_0 in machine-to-machine tokens alone, which this API never gives out. */
function versionOf({ request, tier }: Pool): TokenEventVersion {
  const version = request.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion;
  // Changes to the access token need a plan above Lite (protocol reference 7.2).
  return version === undefined || version === 'V1_0' || tier === 'LITE' ? 'V1_0' : 'V2_0';
}

/** The second half of triggerSource (protocol reference 8.1). */
function occasion({ operation, flow = '', challenge }: Asked): string {
  if (operation === 'GetTokensFromRefreshToken' || flow.startsWith('REFRESH_TOKEN')) return 'RefreshTokens';
  if (challenge === 'NEW_PASSWORD_REQUIRED') return 'NewPasswordChallenge';
  if (challenge === 'DEVICE_PASSWORD_VERIFIER') return 'AuthenticateDevice';
  return 'Authentication';
}

/** ClientMetadata of InitiateAuth does not come here (protocol reference 8.3). */
function metadataSeen({ operation, metadata }: Asked): ReadonlyMap<string, string> | undefined {
  return operation.endsWith('InitiateAuth') ? undefined : metadata;
}

/** The claims of one token after its changes; groups are set for both at once. */
export function changedClaims(claims: JsonObject, changes: TokenChanges, token: 'id' | 'access'): JsonObject {
  const next = new Map(Object.entries(claims));
  for (const name of changes[token].drop) next.delete(name);
  if (changes.groups !== undefined) setOrDrop(next, 'cognito:groups', changes.groups);
  if (token === 'id' && changes.roles !== undefined) next.set('cognito:roles', [...changes.roles]);
  if (token === 'id' && changes.preferredRole !== undefined) {
    next.set('cognito:preferred_role', changes.preferredRole);
  }
  for (const [name, value] of changes[token].set) next.set(name, value);
  if (token === 'access') next.set('scope', changedScope(String(claims['scope']), changes));
  return Object.fromEntries(next);
}

/** A user in no group has no such claim. */
function setOrDrop(claims: Map<string, JsonValue>, name: string, list: readonly string[]): void {
  if (list.length === 0) claims.delete(name);
  else claims.set(name, [...list]);
}

function changedScope(scope: string, { scopesToAdd, scopesToSuppress }: TokenChanges): string {
  const scopes = new Set([...scope.split(' '), ...scopesToAdd]);
  for (const gone of scopesToSuppress) scopes.delete(gone);
  return [...scopes].join(' ');
}
