import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { isLoopback, issuersOf, jwksUrl, regionOfPool, resolveEndpoint } from './endpoints.ts';

const nothing = { region: '', endpoint: '', fips: false, environment: {} };
const codes = (wanted: Partial<typeof nothing>) =>
  resolveEndpoint({ ...nothing, ...wanted }).warnings.map(({ code, field }) => `${code} ${field}`);

describe('resolveEndpoint', () => {
  const regions = [
    'us-east-1',
    'eu-west-1',
    'ap-southeast-7',
    'cn-north-1',
    'us-gov-west-1',
    'eusc-de-east-1',
    'us-iso-east-1',
    'eu-isoe-west-1',
  ];

  it.each(
    regions.flatMap((region) => [
      { region, fips: false },
      { region, fips: true },
    ]),
  )('gives the host the SDK gives for $region, fips $fips', ({ region, fips }) => {
    const client = new CognitoIdentityProviderClient({ region, useFipsEndpoint: fips });
    const expected = client.config.endpointProvider({ Region: region, UseFIPS: fips, UseDualStack: false });
    expect(resolveEndpoint({ ...nothing, region, fips }).url).toBe(expected.url.href);
  });

  it('takes the region from the draft, the pool id, then AWS_REGION', () => {
    const environment = { AWS_REGION: 'eu-north-1' };
    const userPoolId = 'eu-west-3_Ab12Cd34E';
    expect(resolveEndpoint({ ...nothing, region: ' sa-east-1 ', userPoolId, environment }).region).toBe(
      'sa-east-1',
    );
    expect(resolveEndpoint({ ...nothing, userPoolId, environment }).region).toBe('eu-west-3');
    expect(resolveEndpoint({ ...nothing, environment })).toMatchObject({
      url: 'https://cognito-idp.eu-north-1.amazonaws.com/',
      partition: 'aws',
      custom: false,
      warnings: [],
    });
  });

  it('prefers a given endpoint, then the service URL, then AWS_ENDPOINT_URL', () => {
    const environment = {
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:9229',
    };
    const url = (wanted: object) =>
      resolveEndpoint({ ...nothing, region: 'eu-west-1', environment, ...wanted }).url;
    expect(url({ endpoint: 'http://localhost:1/base' })).toBe('http://localhost:1/base/');
    expect(url({})).toBe('http://127.0.0.1:9229/');
    expect(url({ environment: { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' } })).toBe(
      'http://127.0.0.1:4566/',
    );
    expect(url({ environment: { ...environment, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' } })).toBe(
      'https://cognito-idp.eu-west-1.amazonaws.com/',
    );
  });

  it.each([
    [{}, ['REGION_NEEDED region']],
    [{ region: 'evil.example/' }, ['REGION_INVALID region']],
    [{ region: 'xx-nowhere-1' }, ['REGION_UNKNOWN region']],
    [{ region: 'eu-west-1', fips: true }, ['FIPS_REGION fips']],
    [{ endpoint: 'localhost:9229' }, ['ENDPOINT_INVALID endpoint']],
    [{ endpoint: 'https://me:pw@example.com' }, ['ENDPOINT_INVALID endpoint']],
    [{ endpoint: 'https://example.com/?x=1' }, ['ENDPOINT_INVALID endpoint']],
    [{ endpoint: 'http://example.com' }, ['ENDPOINT_PLAIN endpoint']],
    [{ endpoint: 'http://localhost:9229', fips: true }, ['FIPS_IGNORED fips']],
    [{ endpoint: 'http://localhost:9229' }, []],
  ])('%j warns %j', (wanted, expected) => {
    expect(codes(wanted)).toEqual(expected);
  });

  it('gives no URL when none can be told, and never one outside the partition for an odd region', () => {
    expect(resolveEndpoint(nothing).url).toBe('');
    expect(resolveEndpoint({ ...nothing, region: 'evil.example#' }).url).toBe('');
  });
});

describe('isLoopback', () => {
  it.each([
    ['http://localhost:1', true],
    ['http://127.0.0.1', true],
    ['http://127.1.2.3:80/x', true],
    ['http://[::1]:1', true],
    ['http://0x7f.1/', true],
    ['http://localhost.example.com', false],
    ['http://127.0.0.1.example.com', false],
    ['http://localhost@example.com', false],
    ['http://10.0.0.1', false],
    ['http://[::2]', false],
    ['nonsense', false],
  ])('%s: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });
});

describe('pool addresses', () => {
  it('reads the region of a pool id', () => {
    expect(regionOfPool('eu-west-1_Ab12Cd34E')).toBe('eu-west-1');
    expect(regionOfPool('us-gov-west-1_abc')).toBe('us-gov-west-1');
    expect(regionOfPool('nonsense')).toBeUndefined();
    expect(regionOfPool('')).toBeUndefined();
  });

  it('knows where keys are and what tokens may name as issuer', () => {
    const pool = 'us-east-1_Ab12Cd34E';
    const aws = 'https://cognito-idp.us-east-1.amazonaws.com';
    expect(jwksUrl(`${aws}/`, pool)).toBe(`${aws}/${pool}/.well-known/jwks.json`);
    expect(issuersOf(`${aws}/`, 'us-east-1', pool)).toEqual([`${aws}/${pool}`]);
    expect(issuersOf('https://cognito-idp-fips.us-east-1.amazonaws.com/', 'us-east-1', pool)).toContain(
      `${aws}/${pool}`,
    );
    expect(issuersOf('http://localhost:9229/', '', pool)).toEqual([
      `http://localhost:9229/${pool}`,
      `${aws}/${pool}`,
    ]);
    expect(
      issuersOf('https://cognito-idp.cn-north-1.amazonaws.com.cn/', 'cn-north-1', 'cn-north-1_a'),
    ).toEqual(['https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_a']);
  });
});
