import type { FaultInForce, Handlers } from '@core/contract.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost, type FakeHost } from '../../testing/fake-host.ts';
import { mountWithHost, type Mounted } from '../../testing/mount-with-host.ts';
import { axeFindings, control, failure, press } from '../../testing/sandbox-panes.ts';
import { toasts } from '../../ui/toasts.ts';
import { faultExamples } from './fault-choices.ts';
import FaultsPane from './FaultsPane.vue';

/** A host that keeps rules as they come. */
function hostWith(start: FaultInForce[], over: Partial<Handlers> = {}): FakeHost {
  let rules = start;
  return fakeHost(
    {},
    {
      'sandbox.faults': async () => rules,
      'sandbox.addFault': async ({ rule }) =>
        (rules = [...rules, { id: `f${rules.length + 1}`, text: rule, fired: 0 }]),
      'sandbox.removeFault': async ({ id }) => (rules = rules.filter((rule) => rule.id !== id)),
      ...over,
    },
  );
}
const mounted = (start: FaultInForce[] = [], over: Partial<Handlers> = {}): Promise<Mounted> =>
  mountWithHost(FaultsPane, { host: hostWith(start, over) });
const lineIn = ({ page }: Mounted): string =>
  (control(page, 'The rule on one line').element as HTMLTextAreaElement).value;
const sent = ({ host }: Mounted, name: string): unknown[] =>
  host.calls.filter((call) => call.name === name).map(({ input }) => input);

describe('FaultsPane', () => {
  it('says what a rule is while there is none, and an example fills the form', async () => {
    const pane = await mounted();
    expect(pane.page.text()).toContain('A fault rule spoils answers on purpose');
    const [example] = faultExamples;
    await press(pane.page, example?.says ?? '');
    expect(lineIn(pane)).toBe(example?.line);
    expect((control(pane.page, 'Challenge').element as HTMLInputElement).value).toBe('SOFTWARE_TOKEN_MFA');
    expect(document.activeElement).toBe(control(pane.page, 'The rule on one line').element);
    await press(pane.page, 'Add rule');
    expect(pane.page.get('ol').text()).toContain(example?.line);
    expect(pane.page.get('ol').text()).toContain('not fired yet');
    expect(lineIn(pane)).toBe('');
  });

  it('writes the line from the fields, and the fields from the line', async () => {
    const pane = await mounted();
    await control(pane.page, 'Operation').setValue('Admin*');
    await control(pane.page, 'User').setValue('ann lee');
    await control(pane.page, 'The sandbox').setValue('throttle');
    await control(pane.page, 'Calls per second').setValue('5');
    expect(lineIn(pane)).toBe('Admin* user="ann lee" -> throttle 5/s');
    await control(pane.page, 'The rule on one line').setValue('InitiateAuth -> html 503');
    expect((control(pane.page, 'Operation').element as HTMLInputElement).value).toBe('InitiateAuth');
    expect((control(pane.page, 'The sandbox').element as HTMLSelectElement).value).toBe('html');
    expect((control(pane.page, 'User').element as HTMLInputElement).value).toBe('');
  });

  it('sends a line that the fields can’t hold as it stands, and shows at it what is wrong', async () => {
    const pane = await mounted([], {
      'sandbox.addFault': async () => {
        throw failure('SANDBOX_FAULT', 'who: is unknown here; use challenge=, user=');
      },
    });
    const line = control(pane.page, 'The rule on one line');
    await line.setValue('who=ann -> drop');
    expect(pane.page.text()).toContain('The fields above can’t hold this line');
    await line.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(sent(pane, 'sandbox.addFault')).toEqual([{ rule: 'who=ann -> drop' }]);
    const described = (line.attributes('aria-describedby') ?? '').split(' ').at(-1) ?? '';
    expect(pane.page.get(`[id="${described}"]`).text()).toContain('who: is unknown here');
    expect(line.attributes('aria-invalid')).toBe('true');
    expect(lineIn(pane)).toBe('who=ann -> drop');
    await line.setValue('user=ann -> drop');
    expect(pane.page.text()).not.toContain('who: is unknown here');
  });

  it('removes a rule and puts it back under its id', async () => {
    const text = 'InitiateAuth -> drop';
    const pane = await mounted([{ id: 'lost', text, fired: 3 }]);
    expect(pane.page.get('ol').text()).toContain('fired 3 times');
    await press(pane.page, `Remove the rule ${text}`);
    expect(pane.page.text()).toContain('No fault rules');
    toasts.value.at(-1)?.action?.run();
    await flushPromises();
    expect(sent(pane, 'sandbox.addFault')).toEqual([{ rule: 'InitiateAuth id=lost -> drop' }]);
    expect(pane.page.find('ol').exists()).toBe(true);
  });

  it('brings a rule into the form to be changed, in its own place', async () => {
    const pane = await mounted([{ id: 'lost', text: '-> drop', fired: 0 }]);
    await press(pane.page, 'Change the rule -> drop');
    expect(lineIn(pane)).toBe('id=lost -> drop');
    await control(pane.page, 'Times').setValue('2');
    await press(pane.page, 'Change rule');
    expect(sent(pane, 'sandbox.addFault')).toEqual([{ rule: 'times=2 id=lost -> drop' }]);
  });

  it('follows what others change, and keeps what is typed meanwhile', async () => {
    const rules: FaultInForce[] = [{ id: 'a', text: '-> drop', fired: 0 }];
    const pane = await mounted([], { 'sandbox.faults': async () => rules });
    await control(pane.page, 'User').setValue('bob');
    rules[0] = { id: 'a', text: '-> drop', fired: 1 };
    pane.host.tell({ type: 'sandbox.changed' });
    await flushPromises();
    expect(pane.page.get('ol').text()).toContain('fired once');
    expect(lineIn(pane)).toBe('user=bob ->');
  });

  it('says why nothing came, and asks again', async () => {
    let tries = 0;
    const pane = await mounted([], {
      'sandbox.faults': async () => {
        tries += 1;
        if (tries === 1) throw failure('SANDBOX_NOT_RUNNING', 'The sandbox is not running. Start it first.');
        return [{ id: 'a', text: '-> drop', fired: 0 }];
      },
    });
    expect(pane.page.text()).toContain('The sandbox is not running. Start it first. (SANDBOX_NOT_RUNNING)');
    await press(pane.page, 'Try again');
    expect(pane.page.find('ol').exists()).toBe(true);
  });

  it('has no findings of axe, empty or filled', async () => {
    expect(await axeFindings((await mounted()).page)).toEqual([]);
    const filled = await mounted([{ id: 'a', text: `-> X "${'long '.repeat(300)}"`, fired: 0 }]);
    expect(await axeFindings(filled.page)).toEqual([]);
  });
});
