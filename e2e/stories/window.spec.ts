import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/console.ts';
import type { Console } from '../support/launch.ts';
import { expectAsked, inspect, startSeeded } from '../support/steps.ts';
import { resize, scale } from '../support/window.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const bounds = ({ app }: Console): Promise<Bounds> =>
  app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0];
    if (!window) throw new Error('no window');
    return window.getBounds();
  });
const move = ({ app }: Console, to: Bounds): Promise<void> =>
  app.evaluate(({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place), to);
const written = ({ userData }: Console): unknown => {
  try {
    const file = JSON.parse(readFileSync(join(userData, 'window.json'), 'utf8')) as {
      data: Record<string, Bounds>;
    };
    return Object.values(file.data)[0];
  } catch {
    return undefined;
  }
};

test('the window and its panes are where they were, after a restart', async ({ console, relaunch }) => {
  const { page } = console;
  const place = { x: 180, y: 90, width: 1180, height: 820 };
  await test.step('moved, sized, zoomed, with panes set as one likes them', async () => {
    await startSeeded(page, 'ivy');
    await expect(page.getByRole('heading', { name: 'ivy', level: 1 })).toBeVisible();
    await inspect(page, 'Headers');
    await page.getByRole('tab', { name: 'Table' }).click();
    const bar = page.getByRole('separator', { name: 'Resize the inspector' });
    await bar.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(bar).toHaveAttribute('aria-valuenow', '484');
    await page.keyboard.press('Control+b');
    await expect(page.getByRole('complementary', { name: 'Chains and places' })).toBeHidden();
    await page.keyboard.press('Control+=');
    await expect.poll(() => scale(console)).toBe(1.1);
    await move(console, place);
    await expect.poll(() => bounds(console)).toEqual(place);
    await expect.poll(() => written(console)).toMatchObject(place);
  });

  const again = await relaunch();
  await test.step('all of it again', async () => {
    await expect.poll(() => bounds(again)).toEqual(place);
    await expect.poll(() => scale(again)).toBe(1.1);
    await expect(again.page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
    await startSeeded(again.page, 'ivy');
    await expect(again.page.getByRole('heading', { name: 'ivy', level: 1 })).toBeVisible();
    await expect(again.page.getByRole('complementary', { name: 'Chains and places' })).toBeHidden();
    await expect(again.page.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true');
    await expect(again.page.getByRole('tab', { name: 'Headers' })).toHaveAttribute('aria-selected', 'true');
    await expect(again.page.getByRole('separator', { name: 'Resize the inspector' })).toHaveAttribute(
      'aria-valuenow',
      '484',
    );
  });

  await test.step('but never where no hand reaches it', async () => {
    await move(again, { x: 5_000, y: 4_000, width: 1_180, height: 820 });
    await expect.poll(() => written(again)).toMatchObject({ x: 5_000 });
    const third = await relaunch();
    const { x, y, width, height } = await bounds(third);
    const area = await third.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
    expect(x).toBeGreaterThanOrEqual(area.x);
    expect(y).toBeGreaterThanOrEqual(area.y);
    expect(x + width).toBeLessThanOrEqual(area.x + area.width);
    expect(y + height).toBeLessThanOrEqual(area.y + area.height);
  });
});

test('a narrow window keeps everything in reach', async ({ console }) => {
  const { page } = console;
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await resize(console, 720, 520);
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector).toBeAttached();
  await inspect(page, 'Response');
  await expect(inspector.getByRole('tree', { name: 'Response body' })).toBeInViewport();
  await page.keyboard.press('Control+Enter');
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
});
