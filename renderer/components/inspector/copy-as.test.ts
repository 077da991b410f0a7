import { copyFormats } from '@core/contract/report.ts';
import { describe, expect, it } from 'vitest';
import { runOf } from '../../actions/use-actions.ts';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import { toasts } from '../../ui/toasts.ts';
import CopyAs from './CopyAs.vue';

const props = { chainId: 'chain-1', stepId: 'step-1' };
const said = () => toasts.value.map(({ text }) => text);

describe('Copy as', () => {
  it('asks the host for each language by its action, and says what was copied', async () => {
    const { host } = await mountWithHost(CopyAs, { props });
    for (const [action, format] of [
      ['copyAsCurl', 'curl'],
      ['copyAsCurlCmd', 'curl-cmd'],
      ['copyAsPowerShell', 'curl-powershell'],
      ['copyAsAwsCli', 'aws-cli'],
      ['copyAsJavaScript', 'javascript'],
      ['copyAsPython', 'python'],
      ['copyAsJava', 'java'],
      ['copyAsSwift', 'swift'],
    ] as const) {
      runOf(action)?.();
      await expect.poll(said).toContain(`Copied as ${copyFormats[format]}, secrets as variables`);
      expect(host.calls.at(-1)).toEqual({
        name: 'step.copyAs',
        input: { ...props, format, secrets: 'masked' },
      });
    }
  });

  it('says that secrets were copied, and for how long', async () => {
    const { host } = await mountWithHost(CopyAs, { props });
    runOf('copyAsAwsCliRevealed')?.();
    await expect.poll(said).toContain('Copied as AWS CLI, with secrets; the clipboard is cleared after 60 s');
    expect(host.calls.at(-1)?.input).toEqual({ ...props, format: 'aws-cli', secrets: 'revealed' });
  });

  it('opens its menu by its key, the languages first and those with secrets in a menu of their own', async () => {
    await mountWithHost(CopyAs, { props });
    runOf('copyAs')?.();
    const lines = () =>
      [...document.querySelectorAll('[role="menuitem"] .label')].map((line) => line.textContent);
    await expect.poll(lines).toEqual([...Object.values(copyFormats), 'With secrets']);
  });

  it('shows what the host says where a language can’t say it', async () => {
    const refusing = async () => {
      throw Object.assign(new Error(), { code: 'COPY_UNSUITED', detail: 'Copy it as cURL.' });
    };
    const host = fakeHost({}, { 'step.copyAs': refusing });
    await mountWithHost(CopyAs, { props, host });
    runOf('copyAsJava')?.();
    await expect.poll(() => JSON.stringify(toasts.value)).toContain('Copy it as cURL.');
  });
});
