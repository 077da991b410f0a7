import { describe, expect, test } from 'vitest';
import type { SandboxResponse } from '../http.ts';
import { errorReply, successReply, type Stamp } from '../reply.ts';
import { refusal } from '../refusal.ts';
import { exceptionMessages } from './exceptions.ts';
import { faultReply, spoil } from './fault-reply.ts';
import type { FaultAnswer } from './rule.ts';

const stamp: Stamp = { requestId: 'a request', now: Date.UTC(2026, 8, 8), profile: 'wire' };
const bodyOf = (reply: SandboxResponse | undefined) => new TextDecoder().decode(reply?.body);

describe('in place of the operation', () => {
  test.each(Object.entries(exceptionMessages))('%s: “%s”', (exception, message) => {
    const reply = faultReply(stamp, { exception });
    expect(reply).toEqual(errorReply(stamp, refusal(exception, message)));
    expect(message).toMatch(/^[\x20-\x7e]{5,}$/);
  });

  test.each([
    [
      { exception: 'CodeMismatchException', message: 'text' },
      400,
      { __type: 'CodeMismatchException', message: 'text' },
    ],
    [
      { exception: 'CodeMismatchException', message: '' },
      400,
      { __type: 'CodeMismatchException', message: '' },
    ],
    [
      { exception: 'ForbiddenException', message: 'Request not allowed due to WAF captcha.', status: 405 },
      405,
      { __type: 'ForbiddenException', message: 'Request not allowed due to WAF captcha.' },
    ],
    [{ exception: 'X#Made', status: 418 }, 418, { __type: 'X#Made', message: 'Made by a fault rule.' }],
    [
      { throttle: { perSecond: 1 } },
      400,
      { __type: 'TooManyRequestsException', message: 'Too many requests' },
    ],
  ] satisfies [FaultAnswer, number, object][])('%j', (answer, status, body) => {
    const reply = faultReply(stamp, answer);
    expect(reply?.status).toBe(status);
    expect(JSON.parse(bodyOf(reply))).toEqual(body);
    expect(reply?.headers['x-amzn-ErrorType']).toBe(`${body.__type}:`);
    expect(reply?.delivery).toBeUndefined();
  });

  test('statuses follow the profile', () => {
    expect(
      faultReply({ ...stamp, profile: 'documented' }, { exception: 'CodeMismatchException' })?.status,
    ).toBe(483);
    expect(faultReply({ ...stamp, profile: 'sdk' }, { throttle: { perSecond: 1 } })?.status).toBe(429);
  });

  test('a page is a proxy’s: HTML, and nothing of Cognito in its headers', () => {
    const reply = faultReply(stamp, { html: 503 });
    expect(reply).toMatchObject({
      status: 503,
      headers: { 'Content-Type': 'text/html' },
    });
    expect(bodyOf(reply)).toContain('<title>503 Service Temporarily Unavailable</title>');
    expect(bodyOf(faultReply(stamp, { html: 299 }))).toContain('<title>299</title>');
  });

  test('a redirect leads away, and an error may name no type', () => {
    expect(faultReply(stamp, { redirect: 302 })).toMatchObject({
      status: 302,
      headers: { Location: 'https://sign-in.example.com/' },
    });
    const unnamed = faultReply(stamp, { unnamed: 502 });
    expect(unnamed).toMatchObject({ status: 502, headers: { 'Content-Type': 'application/json' } });
    expect(JSON.parse(bodyOf(unnamed))).toEqual({ message: 'Bad Gateway' });
    expect(Object.keys(unnamed?.headers ?? {})).toEqual(['Content-Type']);
  });

  test('a dropped connection has no status', () => {
    expect(faultReply(stamp, { drop: true })?.status).toBe(0);
  });
});

describe('on its way out', () => {
  const reply = successReply(stamp, { a: 'text' });

  test.each([
    { delayMs: 5 },
    { cut: 3 },
    { cut: 0 },
    { contentType: 'a/b' },
    { oversize: 9 },
  ] satisfies FaultAnswer[])('%j: it runs', (answer) => {
    expect(faultReply(stamp, answer)).toBeUndefined();
  });

  test.each([
    [{ delayMs: 5 }, { delayMs: 5 }],
    [{ cut: 3 }, { cutAfter: 3 }],
    [
      { drop: true, delayMs: 5 },
      { drop: true, delayMs: 5 },
    ],
    [
      { cut: 99, delayMs: 0 },
      { cutAfter: reply.body.length - 1, delayMs: 0 },
    ],
  ] satisfies [FaultAnswer, object][])('%j', (answer, delivery) => {
    expect(spoil(reply, answer)).toEqual({ ...reply, delivery });
  });

  test('is announced as something else, or filled up, and stays what it is', () => {
    const other = spoil(reply, { contentType: 'text/plain' });
    expect(other).toEqual({ ...reply, headers: { ...reply.headers, 'Content-Type': 'text/plain' } });
    const large = spoil(reply, { oversize: 5_000 });
    expect(large.body).toHaveLength(5_000);
    expect(JSON.parse(bodyOf(large))).toEqual(JSON.parse(bodyOf(reply)));
    expect(spoil(reply, { oversize: 1 })).toEqual(reply);
  });

  test('an empty body can only end early', () => {
    expect(spoil({ ...reply, body: new Uint8Array() }, { cut: 5 }).delivery).toEqual({ cutAfter: 0 });
  });
});
