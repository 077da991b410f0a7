import { expect, test } from 'vitest';
import { systemOutside } from './outside.ts';

const LINK = { href: 'https://support.example.com/12', host: 'support.example.com' };

function outsideWith(respond: () => Promise<{ response: number }>) {
  const opened: string[] = [];
  const asked: string[] = [];
  const shell = { openExternal: async (url: string) => void opened.push(url) };
  const dialog = {
    showMessageBox: ({
      message,
      detail,
      buttons,
      defaultId,
    }: {
      message: string;
      detail: string;
      buttons: string[];
      defaultId: number;
    }) => {
      asked.push(`${message} ${detail} [${buttons[defaultId] ?? ''}]`);
      return respond();
    },
  };
  return { outside: systemOutside(shell, dialog), opened, asked };
}

test('it is opened once a person has said yes to its host', async () => {
  const { outside, opened, asked } = outsideWith(async () => ({ response: 0 }));
  expect(await outside.open(LINK)).toBe(true);
  expect(opened).toEqual([LINK.href]);
  expect(asked).toEqual([
    'Open support.example.com in your browser? https://support.example.com/12 [Cancel]',
  ]);
});

test('declined, nothing is opened', async () => {
  const { outside, opened } = outsideWith(async () => ({ response: 1 }));
  expect(await outside.open(LINK)).toBe(false);
  expect(opened).toEqual([]);
});

test('while one question stands no other comes, and after it, or its failure, one may', async () => {
  let fail: (error: Error) => void = () => undefined;
  const { outside, opened, asked } = outsideWith(() => new Promise((_resolve, reject) => (fail = reject)));
  const first = outside.open(LINK);
  expect(await outside.open(LINK)).toBe(false);
  expect(asked).toHaveLength(1);
  fail(new Error('no display'));
  await expect(first).rejects.toThrow('no display');
  const again = outside.open(LINK);
  expect(asked).toHaveLength(2);
  fail(new Error('no display'));
  await expect(again).rejects.toThrow();
  expect(opened).toEqual([]);
});
