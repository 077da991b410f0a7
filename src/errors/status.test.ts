import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { understandStatus } from './status.ts';

describe('a status without an exception in the body', () => {
  it('names the exception for each number of the documented page', () => {
    for (const entry of catalogue) {
      if (entry.seedStatus === undefined || entry.seedStatus === 500) continue;
      expect(understandStatus(entry.seedStatus)).toMatchObject({ style: 'page', codes: [entry.code] });
    }
  });

  it('reads 500 as the wire does first, then as the page does', () => {
    const reading = understandStatus(500);
    expect(reading.codes).toEqual([
      'InternalErrorException',
      'InternalServerException',
      'ForbiddenException',
    ]);
    expect(reading.note).toContain('InternalErrorException');
    expect(reading.note).toContain('ForbiddenException');
  });

  it('reads 403 as the web ACL first, then as the SDK schema does', () => {
    const reading = understandStatus(403);
    expect(reading.style).toBe('wire');
    expect(reading.codes[0]).toBe('ForbiddenException');
    expect(reading.codes).toContain('NotAuthorizedException');
  });

  it('reads the statuses only the SDK schema has', () => {
    expect(understandStatus(404)).toMatchObject({
      style: 'sdk-schema',
      codes: ['ResourceNotFoundException', 'UserNotFoundException'],
    });
    expect(understandStatus(429).codes).toEqual(['TooManyRequestsException']);
    expect(understandStatus(401).codes).toEqual(['UnauthorizedException']);
  });

  it('reads 405 as the web ACL’s CAPTCHA', () => {
    expect(understandStatus(405)).toMatchObject({ style: 'wire', codes: ['ForbiddenException'] });
  });

  it('draws no conclusion from 400, nor from what stands in between', () => {
    expect(understandStatus(400).codes).toEqual([]);
    expect(understandStatus(400, 'UnknownError').codes).toEqual([]);
    expect(understandStatus(502)).toMatchObject({ style: 'other', codes: [] });
    expect(understandStatus(502).note).toContain('proxy');
    expect(understandStatus(299).note).toBe('299 is not a status of Cognito.');
  });
});

describe('a status together with the exception', () => {
  it.each([
    [400, 'NotAuthorizedException', 'wire'],
    [482, 'NotAuthorizedException', 'page'],
    [403, 'NotAuthorizedException', 'sdk-schema'],
    [483, 'NotAuthorizedException', 'other'],
    [403, 'ForbiddenException', 'wire'],
    [405, 'ForbiddenException', 'wire'],
    [500, 'ForbiddenException', 'page'],
    [400, 'ForbiddenException', 'api-reference'],
    [500, 'InternalErrorException', 'wire'],
    [498, 'InternalErrorException', 'page'],
    [400, 'MFAMethodNotFoundException', 'wire'],
    [400, 'SerializationException', 'wire'],
    [418, 'BrandNewException', 'other'],
  ] as const)('%i %s is %s', (status, code, style) => {
    expect(understandStatus(status, code)).toMatchObject({ style, codes: [code] });
  });

  it('says so when the number belongs to another exception', () => {
    expect(understandStatus(483, 'NotAuthorizedException').note).toContain('CodeMismatchException');
  });

  it('reads every status of every exception in the style it was written for', () => {
    for (const entry of catalogue.filter(({ kind }) => kind === 'cognito')) {
      expect(understandStatus(entry.wireStatus ?? entry.apiReferenceStatus ?? 0, entry.code).style).toBe(
        'wire',
      );
      if (entry.seedStatus !== undefined)
        expect(understandStatus(entry.seedStatus, entry.code).style).toBe('page');
    }
  });
});
