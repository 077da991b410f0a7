import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticketLink } from './ticket-link.ts';

test.each([
  ['https://support.example.com/SUP-12?a=1#c', 'support.example.com'],
  ['HTTPS://Support.Example.com:8443/x', 'support.example.com:8443'],
  // Another alphabet’s letters are told from ours.
  ['https://еxample.com/', 'xn--xample-2of.com'],
])('%s leads to %s', (text, host) => {
  expect(ticketLink(text)).toEqual({ href: new URL(text).href, host });
});

test.each([
  ...[
    '',
    'SUP-12',
    'support.example.com/12',
    'http://support.example.com/12',
    'https:',
    'https://',
    'https:///x',
  ],
  ...[
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://host/x',
    'ms-msdt:/id',
    'mailto:a@b.c',
  ],
  // Names before the host look like one.
  ...['https://support.example.com@evil.test/', 'https://:secret@evil.test/'],
  ...[
    'https://exa mple.com/',
    'https://example.com/\nfile:///x',
    'https:\\\\evil.test',
    'https://a.test\\@b.test/',
  ],
  ...['https://example.com/\u202eexe', 'see https://example.com/', ` https://example.com/${'x'.repeat(600)}`],
  'https://[::1',
])('%j is no link', (text) => {
  expect(ticketLink(text)).toBeUndefined();
});

test('whatever is linked to is https, and names its host itself', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.webUrl({ withFragments: true }),
        fc.string().map((rest) => `https://${rest}`),
      ),
      (text) => {
        const link = ticketLink(text);
        if (link === undefined) return;
        expect(link.href.startsWith(`https://${link.host}/`)).toBe(true);
        expect(ticketLink(link.href)).toEqual(link);
      },
    ),
  );
});
