import fc from 'fast-check';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { describe, expect, it } from 'vitest';
import { changedHeaders, computedHeaders, headerFaults, overriddenHeaders } from './headers.ts';

const known = computedHeaders('GetUser');

describe('changed headers', () => {
  it('keep their place, take the spelling of the change, and are followed by new ones', () => {
    const sent = changedHeaders(known, { 'x-amz-target': 'Other', 'X-Trace': '1', 'X-Empty': '' });
    expect(sent).toEqual([
      ['Content-Type', 'application/x-amz-json-1.1'],
      ['x-amz-target', 'Other'],
      ['X-Trace', '1'],
      ['X-Empty', ''],
    ]);
    expect(overriddenHeaders(known, sent)).toEqual([
      'header:x-amz-target',
      'header:X-Trace',
      'header:X-Empty',
    ]);
  });

  it('leave out what is taken away, and nothing else', () => {
    const sent = changedHeaders(known, { 'content-type': null, 'X-None': null });
    expect(sent.map(([name]) => name)).toEqual(['X-Amz-Target']);
    expect(overriddenHeaders(known, sent)).toEqual(['header:Content-Type']);
  });

  it('are none when they say what is computed', () => {
    const sent = changedHeaders(known, Object.fromEntries(known));
    expect(sent).toEqual(known);
    expect(overriddenHeaders(known, sent)).toEqual([]);
  });
});

describe('faults of headers', () => {
  it.each([
    ['Host', 'x', 'HEADER_RESERVED', /endpoint/],
    ['content-LENGTH', '3', 'HEADER_RESERVED', /bytes/],
    ['Transfer-Encoding', null, 'HEADER_RESERVED', /cut/],
    ['My Header', 'x', 'HEADER_NAME', /no spaces/],
    ['', 'x', 'HEADER_NAME', /letters/],
    ['X-A', 'one\r\nX-B: two', 'HEADER_VALUE', /line break/],
    ['X-A', '✓', 'HEADER_VALUE', /character/],
  ])('%s', (name, value, code, detail) => {
    const [fault] = headerFaults({ [name]: value });
    expect(fault).toMatchObject({ code, field: `header:${name}`, detail: expect.stringMatching(detail) });
    expect(changedHeaders(known, { [name]: value })).toEqual(known);
  });

  it('say that headers are too long', () => {
    expect(headerFaults({ 'X-A': 'a'.repeat(9_000) })).toMatchObject([{ code: 'HEADER_TOO_LONG' }]);
  });

  it('let through what Node sends, and nothing it refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        fc.pre(!headerFaults({ [name]: value }).some(({ code }) => code === 'HEADER_RESERVED'));
        const node = () => (validateHeaderName(name), validateHeaderValue(name, value));
        if (headerFaults({ [name]: value }).length === 0) expect(node).not.toThrow();
        else expect(node).toThrow();
      }),
    );
  });
});
