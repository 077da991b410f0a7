import { partition } from '@aws-sdk/core/client';
import type { Fault } from '../form/form.ts';

/** AWS's own settings that choose an endpoint. Source: AWS SDKs and Tools Reference, service-specific endpoints. */
export interface EndpointEnvironment {
  readonly AWS_REGION?: string | undefined;
  readonly AWS_ENDPOINT_URL?: string | undefined;
  readonly AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER?: string | undefined;
  /** `true` switches both URLs off. */
  readonly AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?: string | undefined;
}

export interface Endpoint {
  /** Where requests are posted; ends with `/`. Empty when none can be told; `warnings` says why. */
  readonly url: string;
  /** Empty when only an endpoint is known. */
  readonly region: string;
  /** `aws`, `aws-cn`, `aws-us-gov` … */
  readonly partition: string;
  /** True when the URL was given, by the target or by AWS_ENDPOINT_URL. */
  readonly custom: boolean;
  readonly warnings: readonly Fault[];
}

/**
 * Where calls go. A given endpoint wins over AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, that over AWS_ENDPOINT_URL,
 * that over the region; a region left empty is the pool id's, else AWS_REGION. Never throws.
 */
export function resolveEndpoint(wanted: {
  readonly region: string;
  readonly endpoint: string;
  readonly userPoolId?: string | undefined;
  readonly fips: boolean;
  readonly environment: EndpointEnvironment;
}): Endpoint {
  const { environment } = wanted;
  const warnings: Fault[] = [];
  const region =
    wanted.region.trim() || regionOfPool(wanted.userPoolId ?? '') || environment.AWS_REGION?.trim() || '';
  const facts = partition(region);
  const given = wanted.endpoint.trim() || configuredUrl(environment);
  const url =
    given === '' ? urlOfRegion(region, facts, wanted.fips, warnings) : readUrl(given, wanted.fips, warnings);
  return { url, region, partition: facts.name, custom: given !== '', warnings };
}

function urlOfRegion(
  region: string,
  facts: ReturnType<typeof partition>,
  fips: boolean,
  warnings: Fault[],
): string {
  const warn = (code: string, field: string, detail: string) => warnings.push({ code, detail, field });
  if (region === '') {
    warn('REGION_NEEDED', 'region', 'No endpoint can be told. Give a region, an endpoint or a user pool id.');
    return '';
  }
  // The region becomes part of a host name: nothing but a DNS label may get in.
  if (!/^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(region)) {
    warn(
      'REGION_INVALID',
      'region',
      'A region has letters, digits and hyphens, such as eu-west-1. Correct it.',
    );
    return '';
  }
  if (!('description' in facts)) {
    const detail = `${region} is not a region this version knows; calls go to ${facts.dnsSuffix}. Check the spelling.`;
    warn('REGION_UNKNOWN', 'region', detail);
  }
  if (fips && !FIPS_REGIONS.includes(region)) {
    const detail = `Cognito is not known to have a FIPS endpoint in ${region}. If its name isn't found, switch FIPS off.`;
    warn('FIPS_REGION', 'fips', detail);
  }
  const service = fips && facts.supportsFIPS ? 'cognito-idp-fips' : 'cognito-idp';
  return `https://${service}.${region}.${facts.dnsSuffix}/`;
}

/** Regions with a FIPS endpoint. Source: protocol reference 0.2; the list may be longer by now, so it only warns. */
const FIPS_REGIONS: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'us-gov-west-1'];

function configuredUrl(environment: EndpointEnvironment): string {
  if (environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.trim().toLowerCase() === 'true') return '';
  const service = environment.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER?.trim();
  return service || environment.AWS_ENDPOINT_URL?.trim() || '';
}

function readUrl(given: string, fips: boolean, warnings: Fault[]): string {
  const warn = (code: string, field: string, detail: string) => warnings.push({ code, detail, field });
  const invalid = (detail: string) => {
    warn('ENDPOINT_INVALID', 'endpoint', detail);
    return '';
  };
  const url = parseUrl(given);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return invalid('An endpoint begins with http:// or https://, such as http://localhost:9229. Correct it.');
  }
  if (url.username !== '' || url.password !== '') {
    return invalid('Take the user name and password out of the endpoint; Cognito needs none.');
  }
  if (url.search !== '' || url.hash !== '') {
    return invalid('Take everything from ? or # on out of the endpoint; calls are posted to the bare URL.');
  }
  const whole = `${url.origin}${url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`}`;
  if (url.protocol === 'http:' && !isLoopback(whole)) {
    const detail = 'This endpoint is not encrypted: passwords and tokens travel readable. Use https://.';
    warn('ENDPOINT_PLAIN', 'endpoint', detail);
  }
  if (fips) {
    const detail =
      'A custom endpoint is used as it is. Give the FIPS endpoint itself, or clear the endpoint.';
    warn('FIPS_IGNORED', 'fips', detail);
  }
  return whole;
}

/** Whether a URL leads to this machine and nowhere else, judged by its host alone. */
export function isLoopback(url: string): boolean {
  const host = parseUrl(url)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** `eu-west-1` of `eu-west-1_Ab12Cd34E`; undefined when the text is no pool id. */
export function regionOfPool(userPoolId: string): string | undefined {
  return /^([\w-]+?)_[0-9a-zA-Z]+$/.exec(userPoolId)?.[1];
}

/**
 * What `iss` of the pool's tokens may be: the endpoint and the pool id, and the region's ordinary host and the pool id.
 * A FIPS endpoint serves the same pool, whose tokens name the ordinary host; emulators write either.
 * @param url as in `Endpoint`
 */
export function issuersOf(url: string, region: string, userPoolId: string): string[] {
  const issuers = [below(url, userPoolId)];
  const home = region || regionOfPool(userPoolId);
  if (home) issuers.push(below(`https://cognito-idp.${home}.${partition(home).dnsSuffix}`, userPoolId));
  return [...new Set(issuers)];
}

/**
 * Where the pool's public keys are; a plain GET.
 * @param url as in `Endpoint`
 */
export function jwksUrl(url: string, userPoolId: string): string {
  return `${below(url, userPoolId)}/.well-known/jwks.json`;
}

function below(url: string, userPoolId: string): string {
  return `${url.replace(/\/+$/, '')}/${encodeURIComponent(userPoolId)}`;
}

function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
