import type { CreateUserPoolClientRequest, TimeUnitsType } from '@aws-sdk/client-cognito-identity-provider';

/** An app client as CreateUserPoolClient takes it. */
export type ClientRequest = Partial<Omit<CreateUserPoolClientRequest, 'UserPoolId'>>;

/** What of an app client's request shapes a sign-in. */
export interface ClientSettings {
  /** What was asked for, whole: DescribeUserPoolClient tells it again. */
  readonly request: ClientRequest;
  readonly name: string;
  readonly explicitAuthFlows: readonly string[];
  /** AuthSessionValidity, minutes. */
  readonly sessionMinutes: number;
  readonly hidesUserExistence: boolean;
  readonly accessTokenMinutes: number;
  readonly idTokenMinutes: number;
  readonly refreshTokenMinutes: number;
  readonly tokenRevocation: boolean;
  readonly rotation: { readonly graceSeconds: number } | undefined;
  /** Absent: every attribute. */
  readonly readAttributes: readonly string[] | undefined;
  readonly writeAttributes: readonly string[] | undefined;
}

/** Times are epoch milliseconds. */
export interface Client extends ClientSettings {
  readonly id: string;
  readonly createdAt: number;
  modifiedAt: number;
  /** All of them are good: two may be live during a rotation. */
  secrets: readonly string[];
  /** When each of them was made. */
  readonly secretsMadeAt: Map<string, number>;
}

/** Allowed when ExplicitAuthFlows was never set (protocol reference 1.2). */
const USUAL_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];
/** Values from before the ALLOW_ ones, with what they allow. */
export const LEGACY_FLOWS: Readonly<Record<string, string>> = {
  ADMIN_NO_SRP_AUTH: 'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  CUSTOM_AUTH_FLOW_ONLY: 'ALLOW_CUSTOM_AUTH',
  USER_PASSWORD_AUTH: 'ALLOW_USER_PASSWORD_AUTH',
};
export const MINUTES: Readonly<Record<TimeUnitsType, number>> = {
  seconds: 1 / 60,
  minutes: 1,
  hours: 60,
  days: 1_440,
};

/** The settings that follow from a request, with the service's defaults (API Reference, CreateUserPoolClient). */
export function clientSettings(request: ClientRequest): ClientSettings {
  const units = request.TokenValidityUnits ?? {};
  const rotation = request.RefreshTokenRotation;
  return {
    request,
    name: request.ClientName ?? '',
    explicitAuthFlows: allowedFlows(request),
    sessionMinutes: request.AuthSessionValidity ?? 3,
    hidesUserExistence: request.PreventUserExistenceErrors === 'ENABLED',
    accessTokenMinutes: minutes(request.AccessTokenValidity, units.AccessToken, 'hours', 60),
    idTokenMinutes: minutes(request.IdTokenValidity, units.IdToken, 'hours', 60),
    refreshTokenMinutes: minutes(request.RefreshTokenValidity, units.RefreshToken, 'days', 30 * 1_440),
    tokenRevocation: request.EnableTokenRevocation !== false,
    rotation:
      rotation?.Feature === 'ENABLED' ? { graceSeconds: rotation.RetryGracePeriodSeconds ?? 0 } : undefined,
    readAttributes: request.ReadAttributes,
    writeAttributes: request.WriteAttributes,
  };
}

/** Rotation switches REFRESH_TOKEN_AUTH off (protocol reference 7.5), also where the flows were never set. */
function allowedFlows({
  ExplicitAuthFlows: flows = [],
  RefreshTokenRotation,
}: ClientRequest): readonly string[] {
  const allowed = flows.length === 0 ? USUAL_FLOWS : namedFlows(flows);
  return RefreshTokenRotation?.Feature === 'ENABLED'
    ? allowed.filter((flow) => flow !== 'ALLOW_REFRESH_TOKEN_AUTH')
    : allowed;
}

/** Legacy values allow their flow beside SRP and refresh, which could not be switched off then. */
function namedFlows(flows: readonly string[]): readonly string[] {
  const legacy = flows.flatMap((flow) => LEGACY_FLOWS[flow] ?? []);
  if (legacy.length === 0) return flows;
  const always = flows.includes('CUSTOM_AUTH_FLOW_ONLY') ? [] : ['ALLOW_USER_SRP_AUTH'];
  return ['ALLOW_REFRESH_TOKEN_AUTH', ...always, ...legacy];
}

/** 0 counts as not set, as the service documents for RefreshTokenValidity. */
function minutes(
  value: number | undefined,
  unit: TimeUnitsType | undefined,
  usual: TimeUnitsType,
  unset: number,
): number {
  return value === undefined || value === 0 ? unset : value * MINUTES[unit ?? usual];
}
