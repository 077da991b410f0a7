import { expect, test } from 'vitest';
import type { TicketLink } from '../history/ticket-link.ts';
import type { Ports } from './ports.ts';
import { testHost } from './testing/test-host.ts';

const asked: TicketLink[] = [];

async function hostWith(answer: () => Promise<boolean>) {
  asked.length = 0;
  const { host, ports } = await testHost();
  const outside: Ports['outside'] = {
    open(link) {
      asked.push(link);
      return answer();
    },
  };
  Object.assign(ports, { outside });
  return (text: string) => host.ask('link.open', { text });
}

test('a ticket’s https address goes outside as it was read, and the answer comes back', async () => {
  const yes = await hostWith(async () => true);
  expect(await yes('https://Support.example.com/12')).toEqual({ ok: true, value: { opened: true } });
  expect(asked).toEqual([{ href: 'https://support.example.com/12', host: 'support.example.com' }]);
  const no = await hostWith(async () => false);
  expect(await no('https://support.example.com/12')).toEqual({ ok: true, value: { opened: false } });
});

test.each([
  'http://support.example.com/12',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'https://a@b.test/',
  'SUP-12',
])('%s is refused before anyone is asked', async (text) => {
  const ask = await hostWith(async () => true);
  expect(await ask(text)).toMatchObject({ ok: false, error: { code: 'LINK_REFUSED' } });
  expect(asked).toEqual([]);
});

test('without a browser, or where it fails, that is said without the system’s words', async () => {
  const { host } = await testHost();
  const alone = await host.ask('link.open', { text: 'https://support.example.com/12' });
  expect(alone).toMatchObject({ ok: false, error: { code: 'LINK_NOT_OPENED' } });
  const fails = await hostWith(() => Promise.reject(new Error('spawn /home/ann/bin/browser ENOENT')));
  const failed = await fails('https://support.example.com/12');
  expect(failed).toMatchObject({ ok: false, error: { code: 'LINK_NOT_OPENED' } });
  expect(JSON.stringify(failed)).not.toContain('/home/ann');
});
