import type { Target, TargetDraft } from '@core/contract.ts';

export type DraftField = 'userPoolId' | 'region' | 'endpoint' | 'clientId' | 'clientSecret';

export function emptyDraft(): TargetDraft {
  return {
    name: '',
    region: '',
    endpoint: '',
    userPoolId: '',
    clientId: '',
    profile: '',
    fips: false,
    color: 'none',
    production: false,
    sessionMinutes: 3,
  };
}

/** A stored target as a draft. Its secret isn't here: absent, it stays as it is. */
export function draftOf(target: Target): TargetDraft {
  const { id, name, region, userPoolId, clientId, fips, profile, color, production, sessionMinutes } = target;
  const endpoint = target.customEndpoint ? target.endpoint : '';
  return {
    id,
    name,
    region,
    endpoint,
    userPoolId,
    clientId,
    fips,
    profile,
    color,
    production,
    sessionMinutes,
  };
}

/** The region a pool id begins with: `eu-west-1_Ab12` is in `eu-west-1`. Undefined while there is no underscore. */
export function regionOfPool(userPoolId: string): string | undefined {
  return /^([a-z]{2}(?:-[a-z]+)+-\d+)_/.exec(userPoolId.trim())?.[1];
}

/**
 * What is odd about a draft, by field. None of it stops the draft from being saved: emulators and tests may want
 * exactly that. Shapes: UserPoolIdType, ClientIdType and SecretHashType of the service model.
 */
export function draftWarnings(draft: TargetDraft): Partial<Record<DraftField, string>> {
  const found: Partial<Record<DraftField, string>> = {};
  const pool = draft.userPoolId.trim();
  const region = draft.region.trim();
  const client = draft.clientId.trim();
  const poolRegion = regionOfPool(pool);
  if (pool !== '' && !/^[\w-]+_[0-9a-zA-Z]+$/.test(pool)) {
    found.userPoolId = 'Pool IDs look like eu-west-1_Ab12Cd34E: region, underscore, letters and digits.';
  }
  if (region !== '' && !/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)) {
    found.region = 'Regions look like eu-west-1.';
  } else if (region !== '' && poolRegion !== undefined && poolRegion !== region) {
    found.region = `The pool ID says ${poolRegion}. Cognito finds a pool in its own region only.`;
  }
  if (client !== '' && !/^[\w+]{1,128}$/.test(client)) {
    found.clientId = 'Client IDs are 1 to 128 letters, digits, _ or +.';
  }
  const endpoint = endpointWarning(draft.endpoint.trim());
  if (endpoint !== undefined) found.endpoint = endpoint;
  if (typeof draft.clientSecret === 'string' && /\s/.test(draft.clientSecret)) {
    found.clientSecret = 'There is a space in it. A copied secret has none.';
  }
  return found;
}

function endpointWarning(endpoint: string): string | undefined {
  if (endpoint === '') return undefined;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return 'Begin with http:// or https://, for example http://127.0.0.1:9229.';
  }
  if (url.protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(url.hostname)) {
    return 'http sends passwords and tokens in the clear. Use https off this computer.';
  }
  return undefined;
}
