import type { TimeUnitsType } from '@aws-sdk/client-cognito-identity-provider';
import { refusal } from '../refusal.ts';
import { LEGACY_FLOWS, MINUTES, type ClientRequest } from './client.ts';
import { STANDARD_ATTRIBUTES, type PoolSettings } from './pool-settings.ts';

const DAY = 1_440;
const SHORTEST = 5;
const REFRESH_SHORTEST = 60;
const REFRESH_LONGEST = 3_650 * DAY;
/** Nobody may write what a code verifies, or what never changes. */
const NOT_WRITABLE = new Set(['sub', 'email_verified', 'phone_number_verified']);

type Schema = Pick<PoolSettings, 'schema' | 'requiredAttributes'>;

/**
 * What CreateUserPoolClient and UpdateUserPoolClient refuse beyond the service model.
 * @throws InvalidParameterException, InvalidOAuthFlowException
 */
export function checkClientRequest(pool: Schema, request: ClientRequest, hasSecret: boolean): void {
  checkFlows(request);
  checkValidity(request);
  checkPermissions(pool, request);
  checkOAuth(request, hasSecret);
}

function checkFlows(request: ClientRequest): void {
  const flows: readonly string[] = request.ExplicitAuthFlows ?? [];
  const isLegacy = (flow: string) => flow in LEGACY_FLOWS;
  if (flows.some(isLegacy) && !flows.every(isLegacy)) {
    throw invalid(
      'ExplicitAuthFlows: values with the ALLOW_ prefix cannot be used along with values without it.',
    );
  }
  const rotates = request.RefreshTokenRotation?.Feature === 'ENABLED';
  if (rotates && (flows.includes('ALLOW_REFRESH_TOKEN_AUTH') || flows.some(isLegacy))) {
    throw invalid('ALLOW_REFRESH_TOKEN_AUTH cannot be used while RefreshTokenRotation is enabled.');
  }
}

function checkValidity({ TokenValidityUnits: units = {}, ...request }: ClientRequest): void {
  const refresh = minutesOf(request.RefreshTokenValidity, units.RefreshToken, 'days') ?? 30 * DAY;
  const shorter = [
    minutesOf(request.AccessTokenValidity, units.AccessToken, 'hours') ?? 60,
    minutesOf(request.IdTokenValidity, units.IdToken, 'hours') ?? 60,
  ];
  const inRange =
    shorter.every((minutes) => minutes >= SHORTEST && minutes <= DAY && minutes <= refresh) &&
    refresh >= REFRESH_SHORTEST &&
    refresh <= REFRESH_LONGEST;
  if (!inRange) throw invalid('Invalid range for token validity.');
}

/** 0 counts as not set. */
function minutesOf(value: number | undefined, unit: TimeUnitsType | undefined, usual: TimeUnitsType) {
  return value === undefined || value === 0 ? undefined : value * MINUTES[unit ?? usual];
}

function checkPermissions({ schema, requiredAttributes }: Schema, request: ClientRequest): void {
  const exists = (name: string) => STANDARD_ATTRIBUTES.has(name) || schema.has(name);
  if (!(request.ReadAttributes ?? []).every(exists)) {
    throw invalid('Invalid read attributes specified while creating a client');
  }
  const writable = request.WriteAttributes;
  if (writable === undefined) return;
  const good = writable.every((name) => exists(name) && !NOT_WRITABLE.has(name));
  if (!good || !requiredAttributes.every((name) => writable.includes(name))) {
    throw invalid('Invalid write attributes specified while creating a client');
  }
}

function checkOAuth(request: ClientRequest, hasSecret: boolean): void {
  const flows = request.AllowedOAuthFlows ?? [];
  if (flows.includes('client_credentials')) {
    if (flows.length > 1) {
      const message = 'client_credentials flow can not be selected along with code flow or implicit flow.';
      throw refusal('InvalidOAuthFlowException', message);
    }
    if (!hasSecret) {
      const message = 'client_credentials flow can not be selected if client does not have a client secret.';
      throw refusal('InvalidOAuthFlowException', message);
    }
  }
  const { DefaultRedirectURI: usual, CallbackURLs: urls = [] } = request;
  if (usual !== undefined && !urls.includes(usual)) {
    throw invalid('DefaultRedirectURI must be in the CallbackURLs list.');
  }
}

function invalid(message: string): Error {
  return refusal('InvalidParameterException', message);
}
