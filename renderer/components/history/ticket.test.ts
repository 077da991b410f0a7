import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost, type Mounted } from '../../testing/mount-with-host.ts';
import { toasts } from '../../ui/toasts.ts';
import { ticketWord } from './ticket.ts';
import TicketLink from './TicketLink.vue';

const LINK = 'https://support.example.com/browse/SUP-12';
const mounted = (ticket: string, over: Parameters<typeof fakeHost>[1] = {}): Promise<Mounted> =>
  mountWithHost(TicketLink, { host: fakeHost({}, over), props: { ticket } });
const asked = ({ host }: Mounted, name: string): unknown[] =>
  host.calls.filter((one) => one.name === name).map(({ input }) => input);

describe('a ticket', () => {
  it.each([
    [LINK, 'SUP-12'],
    [`${LINK}/?focus=1#c2`, 'SUP-12'],
    ['https://support.example.com/', 'support.example.com'],
    ['SUP-12', 'SUP-12'],
    ['http://support.example.com/SUP-12', 'http://support.example.com/SUP-12'],
  ])('%s is shown as %s', (ticket, word) => {
    expect(ticketWord(ticket)).toBe(word);
  });

  it('that is an https address says where it leads, is opened by the host, and copied whole', async () => {
    const page = await mounted(LINK);
    const link = page.page.get('[role="link"]');
    expect(link.attributes('aria-label')).toBe('Open SUP-12 at support.example.com in the browser');
    expect(link.attributes('title')).toBe(LINK);
    await link.trigger('click');
    expect(asked(page, 'link.open')).toEqual([{ text: LINK }]);
    await page.page.get('[aria-label="Copy the ticket"]').trigger('click');
    expect(asked(page, 'clipboard.write')).toEqual([{ text: LINK }]);
  });

  it.each(['SUP-12', 'http://support.example.com/SUP-12', 'javascript:alert(1)', 'https://a@evil.test/'])(
    '%s is no link, and can be copied',
    async (ticket) => {
      const page = await mounted(ticket);
      expect(page.page.find('[role="link"]').exists()).toBe(false);
      expect(page.page.text()).toBe(ticket);
      expect(page.page.find('[aria-label="Copy the ticket"]').exists()).toBe(true);
    },
  );

  it('that can’t be opened says why', async () => {
    const { page } = await mounted(LINK, {
      'link.open': () =>
        Promise.reject({ code: 'LINK_NOT_OPENED', detail: 'The system has nothing for it.' }),
    });
    await page.get('[role="link"]').trigger('click');
    await expect.poll(() => toasts.value.map(({ text }) => text).join()).toContain('nothing for it');
  });
});
