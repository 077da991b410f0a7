import type { JsonObject, JsonValue } from '../../json.ts';
import { present } from '../../present.ts';
import { unrecognizable } from './refuse-run.ts';
import { listField, objectField, textField, textsField } from './response-fields.ts';

/** Changes to one token's claims. */
export interface ClaimChanges {
  readonly set: ReadonlyMap<string, JsonValue>;
  readonly drop: readonly string[];
}

/** What PreTokenGeneration asks for. */
export interface TokenChanges {
  readonly id: ClaimChanges;
  readonly access: ClaimChanges;
  readonly scopesToAdd: readonly string[];
  readonly scopesToSuppress: readonly string[];
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly preferredRole?: string;
}

/** LambdaVersion of the pool's PreTokenGenerationConfig: only V2_0 and later reach the access token. */
export type TokenEventVersion = 'V1_0' | 'V2_0';

/** Not changeable by the trigger, protocol reference 7.2. */
const FIXED = new Set(
  (
    'acr amr aud at_hash auth_time azp cognito:username exp iat identities iss jti nbf nonce origin_jti sub ' +
    'token_use'
  ).split(' '),
);
/** Besides, what the service itself reads in an access token. */
const FIXED_IN_ACCESS = new Set([
  ...FIXED,
  'client_id',
  'device_key',
  'event_id',
  'scope',
  'username',
  'version',
]);

const NO_CHANGES: ClaimChanges = { set: new Map(), drop: [] };

/** @throws InvalidLambdaResponseException */
export function readTokenChanges(response: JsonObject, version: TokenEventVersion): TokenChanges {
  const details =
    objectField(response, version === 'V1_0' ? 'claimsOverrideDetails' : 'claimsAndScopeOverrideDetails') ??
    {};
  const groups = objectField(details, 'groupOverrideDetails') ?? {};
  const grouping = present({
    groups: listField(groups, 'groupsToOverride'),
    roles: listField(groups, 'iamRolesToOverride'),
    preferredRole: textField(groups, 'preferredRole'),
  });
  if (version === 'V1_0') {
    const set = textsField(details, 'claimsToAddOrOverride');
    const id = changes(FIXED, set, listField(details, 'claimsToSuppress'));
    return { id, access: NO_CHANGES, scopesToAdd: [], scopesToSuppress: [], ...grouping };
  }
  const id = objectField(details, 'idTokenGeneration') ?? {};
  const access = objectField(details, 'accessTokenGeneration') ?? {};
  return {
    id: richChanges(FIXED, id),
    access: richChanges(FIXED_IN_ACCESS, access),
    scopesToAdd: scopes(access, 'scopesToAdd'),
    scopesToSuppress: scopes(access, 'scopesToSuppress'),
    ...grouping,
  };
}

/** Claims of V2_0 may be any JSON, not text alone. */
function richChanges(fixed: ReadonlySet<string>, part: JsonObject): ClaimChanges {
  const set = Object.entries(objectField(part, 'claimsToAddOrOverride') ?? {});
  return changes(fixed, new Map(set), listField(part, 'claimsToSuppress'));
}

function changes(
  fixed: ReadonlySet<string>,
  set: ReadonlyMap<string, JsonValue>,
  drop: readonly string[] = [],
): ClaimChanges {
  return {
    set: new Map([...set].filter(([claim]) => !fixed.has(claim))),
    drop: drop.filter((claim) => !fixed.has(claim)),
  };
}

/** The access token has its scopes in one text, between spaces. */
function scopes(part: JsonObject, name: string): readonly string[] {
  const list = listField(part, name) ?? [];
  if (list.some((scope) => scope === '' || scope.includes(' '))) throw unrecognizable();
  return list;
}
