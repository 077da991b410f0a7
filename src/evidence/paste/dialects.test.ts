import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { httpieRequest } from './httpie.ts';
import { readPaste } from './index.ts';
import { chromiumCmd } from './testing/chromium.ts';
import { dialects, MEMBERS, MILD, TARGET, URL_ } from './testing/dialects.ts';

const NOW = Date.UTC(2026, 8, 8, 9, 5, 7);

describe('a request as tools copy or generate it', () => {
  it.each(dialects)('%s', (_, form, text) => {
    const reading = readPaste(text, NOW);
    expect(reading).toMatchObject({ kind: 'exchanges', form });
    const [exchange, ...more] = reading.kind === 'exchanges' ? reading.exchanges : [];
    expect(more).toEqual([]);
    expect(exchange).toMatchObject({ operation: 'InitiateAuth', holes: [] });
    expect(exchange?.request).toMatchObject({ method: 'POST', url: URL_ });
    expect(JSON.parse(exchange?.request.text ?? '')).toEqual(MEMBERS);
    const headers = new Map(exchange?.request.headers.map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers.get('x-amz-target')).toBe(TARGET);
  });
});

describe('what code generators wrote', () => {
  const file = resolve(import.meta.dirname, 'testing/generated.json');
  const generated = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  it.each(Object.entries(generated))('%s', (name, text) => {
    const reading = readPaste(text, NOW);
    const exchanges = reading.kind === 'exchanges' ? reading.exchanges : [];
    expect(exchanges).toMatchObject([
      { operation: 'InitiateAuth', request: { method: 'POST', url: URL_ }, holes: [] },
    ]);
    const { AuthParameters, ...members } = MEMBERS;
    const PASSWORD = name.startsWith('httpsnippet') ? MILD : AuthParameters.PASSWORD;
    expect(JSON.parse(exchanges[0]?.request.text ?? '')).toEqual({
      ...members,
      AuthParameters: { ...AuthParameters, PASSWORD },
    });
  });
});

describe('requests that were copied all at once', () => {
  const of = (name: string) => dialects.find(([each]) => each === name)?.[2] ?? '';
  it.each([
    ['cURL for bash', of('Firefox, POSIX'), `curl 'https://app.example.com/' \\\n  --compressed`, ' ;\n'],
    [
      'cURL for cmd',
      of('Firefox, Windows'),
      `curl ${chromiumCmd('https://app.example.com/')} ^\n  --compressed`,
      ' &\n',
    ],
    ['fetch', of('Firefox, fetch'), 'await fetch("https://app.example.com/", { "method": "GET" });', '\n'],
    [
      'PowerShell request',
      of('Firefox, PowerShell'),
      'Invoke-WebRequest -UseBasicParsing -Uri "https://app.example.com/"',
      ';\n',
    ],
  ])('are those that ask a user pool, of %s', (form, call, other, between) => {
    const reading = readPaste([other, call, other, call].join(between), NOW);
    expect(reading).toMatchObject({ kind: 'exchanges', form });
    const exchanges = reading.kind === 'exchanges' ? reading.exchanges : [];
    expect(exchanges.map(({ place, operation }) => [place, operation])).toEqual([
      ['request 2', 'InitiateAuth'],
      ['request 4', 'InitiateAuth'],
    ]);
    for (const { request } of exchanges) expect(JSON.parse(request.text ?? '')).toEqual(MEMBERS);
    expect(readPaste([other, other].join(between), NOW)).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('app.example.com') as string,
    });
  });

  it('have each the answer that a terminal shows behind it', () => {
    const line = (code: string) =>
      `ann@host:~$ aws cognito-idp respond-to-auth-challenge --region eu-west-1 --client-id c --challenge-name SMS_MFA --challenge-responses USERNAME=ann,SMS_MFA_CODE=${code}`;
    const text = `${line('1')}

An error occurred (CodeMismatchException) when calling the RespondToAuthChallenge operation: Invalid code
${line('2')}
{
    "AuthenticationResult": {}
}
ann@host:~$`;
    const reading = readPaste(text, NOW);
    const exchanges = reading.kind === 'exchanges' ? reading.exchanges : [];
    expect(exchanges.map(({ response }) => [response?.status, JSON.parse(response?.text ?? '')])).toEqual([
      [400, { __type: 'CodeMismatchException', message: 'Invalid code' }],
      [200, { AuthenticationResult: {} }],
    ]);
  });
});

// Bodies as HTTPie 3.2.1 prints them with --offline.
describe('a line of HTTPie', () => {
  const one = (line: string) => {
    const reading = readPaste(`${line} X-Amz-Target:${TARGET}`, NOW);
    if (reading.kind !== 'exchanges') throw new Error(JSON.stringify(reading));
    return reading.exchanges[0];
  };
  const line = (member: string, more = '') => `http :9229 ${member} ${more}`;

  it.each([
    [
      `UserAttributes[0][Name]=email UserAttributes[0][Value]=a@b UserAttributes[1][Name]=name`,
      {
        UserAttributes: [{ Name: 'email', Value: 'a@b' }, { Name: 'name' }],
      },
    ],
    [`Filters[]=a Filters[]=b Limit:=5`, { Filters: ['a', 'b'], Limit: 5 }],
    [`'a\\=b=c' d==e`, { 'a=b': 'c' }],
    [`'a\\[b\\]=c' '0=d' '=e'`, { 'a[b]': 'c', 0: 'd', '': 'e' }],
    [`a[1]=x 'b=y\\:z'`, { a: [null, 'x'], b: 'y:z' }],
    [`Session:='{broken'`, { Session: '{broken' }],
  ])('has members of every form: %s', (items, members) => {
    const exchange = one(line(items));
    expect(JSON.parse(exchange?.request.text ?? '')).toEqual(members);
    expect(exchange?.request).toMatchObject({ method: 'POST', url: 'http://localhost:9229' });
  });

  it.each([
    ['http :/x', 'http://localhost/x'],
    ['https example.com', 'https://example.com'],
    ['xhs cognito-idp.eu-west-1.amazonaws.com/', URL_],
    ['http -v --timeout 5 --print=hb localhost:9229/', 'http://localhost:9229/'],
  ])('names its address: %s', (words, url) => {
    expect(one(words)?.request).toMatchObject({ method: 'GET', url });
  });

  it('says which files it does not hold, and what it printed', () => {
    const exchange = one(line('Session=@session.txt'));
    expect(exchange?.holes).toMatchObject([
      { detail: '@session.txt is a file: what it holds is not in the text.' },
    ]);
    const text = `http ${URL_} X-Amz-Target:${TARGET} ClientId=c\nHTTP/1.1 400 Bad Request\nx-amzn-RequestId: r-1\n\n{"__type":"NotAuthorizedException","message":"no"}`;
    const reading = readPaste(text, NOW);
    expect(reading.kind === 'exchanges' && reading.exchanges[0]?.response).toMatchObject({ status: 400 });
  });

  it('gives back any text of a member', () => {
    const value = fc.string({ unit: fc.constantFrom(...`ab '"\\%!&|<>()$\`;,=*~:@[]{}é\n`), maxLength: 20 });
    fc.assert(
      fc.property(value, value, (password, name) => {
        // Two signs in a row are a separator of their own; a backslash in front of one takes it away.
        fc.pre(!/^[=@]|\\[:=@;]/.test(password));
        const escaped = name.replace(/[:=@;]/g, '\\$&');
        fc.pre(name !== '' && !/[\\[\]]|^-/.test(name));
        const items = [`${escaped}=${password}`, `AuthParameters[PASSWORD]=${password}`];
        const request = httpieRequest({ words: ['http', ':9229', ...items], unset: [] });
        expect(JSON.parse(request?.text ?? '')).toEqual({
          [name]: password,
          AuthParameters: { PASSWORD: password },
        });
      }),
    );
  });

  it('is none where prose begins so', () => {
    expect(readPaste('http is what it speaks', NOW).kind).toBe('unknown');
  });
});
