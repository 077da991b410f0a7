import { expect, test } from '../support/console.ts';
import { check } from '../support/look.ts';
import { fill, LAYERS, SIGHTS, withLayer } from '../support/sights.ts';
import { resize, type Theme, useTheme } from '../support/window.ts';

for (const theme of ['dark', 'light'] satisfies Theme[]) {
  test(`every view in ${theme}: axe finds nothing, and nothing scrolls sideways from 1024 x 700 up`, async ({
    console,
    installed,
  }) => {
    test.setTimeout(240_000);
    const { page } = console;
    await useTheme(console, theme);
    await resize(console, 1280, 800);
    await test.step('the first launch', async () => {
      await expect(page.getByRole('heading', { name: 'Step a sign-in now' })).toBeVisible();
      await check(console, `start-${theme}`, { usual: true, large: true });
    });
    await fill(page);
    for (const { name, show, large = false } of SIGHTS) {
      await test.step(name, async () => {
        await show(page);
        await check(console, `${name}-${theme}`, { usual: true, large });
        await installed.keepPage();
      });
    }
    for (const layer of LAYERS) {
      await test.step(layer.name, () =>
        withLayer(page, layer, () => check(console, `${layer.name}-${theme}`, { usual: true })),
      );
    }
  });
}
