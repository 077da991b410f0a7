import { expect, test } from '../support/console.ts';
import { findings, spilled, wide } from '../support/look.ts';
import { fill, LAYERS, SIGHTS, withLayer } from '../support/sights.ts';
import { expectAsked, goTo, startSeeded } from '../support/steps.ts';
import { picture, pictureOfZoomed, resize, scale, type Theme, useLook } from '../support/window.ts';

for (const theme of ['dark', 'light'] satisfies Theme[]) {
  test(`every view in high contrast, ${theme}: axe finds nothing`, async ({ console, installed }) => {
    test.setTimeout(180_000);
    const { page } = console;
    await useLook(console, { theme, contrast: 'high' });
    await resize(console, 1280, 800);
    await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
    await fill(page);
    for (const { name, show } of SIGHTS) {
      await test.step(name, async () => {
        await show(page);
        expect.soft(await findings(page), name).toEqual([]);
        await picture(console, `${name}-${theme}-high`, name === 'chain' && theme === 'dark');
        await installed.keepPage();
      });
    }
    for (const layer of LAYERS) {
      await test.step(layer.name, () =>
        withLayer(page, layer, async () => {
          expect.soft(await findings(page), layer.name).toEqual([]);
          await picture(console, `${layer.name}-${theme}-high`);
        }),
      );
    }
  });
}

test('every view at 200 %: all of it is there, and the page never scrolls sideways', async ({
  console,
  installed,
}) => {
  test.setTimeout(180_000);
  const { page } = console;
  await useLook(console, { theme: 'light' });
  await resize(console, 1280, 800);
  await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
  await fill(page);
  await test.step('the keys make it larger, step by step', async () => {
    for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('Control+=');
    await expect.poll(() => scale(console)).toBe(2);
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(640);
  });
  for (const { name, show } of SIGHTS) {
    await test.step(name, async () => {
      await show(page);
      expect.soft(await wide(page), name).toEqual([]);
      expect.soft(await spilled(page), name).toEqual([]);
      await pictureOfZoomed(console, `${name}-zoomed`, name === 'chain');
      await installed.keepPage();
    });
  }
  for (const layer of LAYERS) {
    await test.step(layer.name, () =>
      withLayer(page, layer, async () => {
        expect.soft(await wide(page), layer.name).toEqual([]);
        expect.soft(await findings(page), layer.name).toEqual([]);
        await pictureOfZoomed(console, `${layer.name}-zoomed`);
      }),
    );
  }
  await test.step('the sidebar comes over the page and goes again', async () => {
    const sidebar = page.getByRole('complementary', { name: 'Chains and places' });
    await expect(sidebar).toBeHidden();
    await page.keyboard.press('Control+b');
    await expect(sidebar.getByRole('button', { name: 'New chain' })).toBeFocused();
    await pictureOfZoomed(console, 'sidebar-zoomed');
    await page.keyboard.press('Escape');
    await expect(sidebar).toBeHidden();
    await expect(page.getByRole('button', { name: 'Show the sidebar' })).toBeFocused();
    await page.keyboard.press('Enter');
    await sidebar.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Tokens' }).click();
    await expect(page.getByRole('main', { name: 'Tokens' })).toBeVisible();
    await expect(sidebar).toBeHidden();
  });
  await test.step('and the usual size again', async () => {
    await page.keyboard.press('Control+0');
    await expect.poll(() => scale(console)).toBe(1);
  });
});

test('looks follow the system unless the person says otherwise', async ({ console }) => {
  const { page } = console;
  const html = page.locator('html');
  await test.step('contrast', async () => {
    await expect(html).toHaveAttribute('data-contrast', 'normal');
    await page.emulateMedia({ contrast: 'more' });
    await expect(html).toHaveAttribute('data-contrast', 'high');
    await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
    await expect(html).toHaveAttribute('data-contrast', 'high');
    await picture(console, 'start-forced-colours');
    await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'none' });
    await expect(html).toHaveAttribute('data-contrast', 'normal');
    await goTo(page, ',', 'Settings');
    await page.getByRole('radiogroup', { name: 'Contrast' }).getByText('High').click();
    await expect(html).toHaveAttribute('data-contrast', 'high');
  });
  await test.step('motion: nothing moves, the waiting challenge neither', async () => {
    const moving = (): Promise<string[]> =>
      page.evaluate(() =>
        document
          .getAnimations()
          .filter(({ playState }) => playState === 'running')
          .flatMap(({ effect }) => (effect instanceof KeyframeEffect && effect.target ? [effect.target] : []))
          // What is scrolled out of sight is not drawn, and its animations are not brought up to date.
          .filter((element) => getComputedStyle(element).animationName !== 'none')
          .map((element) => element.outerHTML.slice(0, 120)),
      );
    await goTo(page, '1', 'Start');
    await startSeeded(page, 'ann');
    await expectAsked(page, 'PASSWORD_VERIFIER');
    await expect.poll(moving).not.toEqual([]);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect(html).toHaveAttribute('data-motion', 'reduced');
    await expect.poll(moving).toEqual([]);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await expect.poll(moving).not.toEqual([]);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('motion reduced');
    await page.keyboard.press('Enter');
    await expect.poll(moving).toEqual([]);
  });
});
