import { expect, test } from '../support/console.ts';
import { fill } from '../support/sights.ts';
import { picture, resize, type Theme, useTheme } from '../support/window.ts';

/** The least the list of chains has of the window: five rows of 28 px. */
const LEAST = 140;

for (const theme of ['dark', 'light'] satisfies Theme[]) {
  test(`the sidebar leaves room for chains in a low window, in ${theme}`, async ({ console }) => {
    const { page } = console;
    await fill(page);
    await useTheme(console, theme);
    for (const [width, height] of [
      [900, 640],
      [1280, 800],
    ] as const) {
      await resize(console, width, height);
      const list = page.getByRole('navigation', { name: 'Chains' });
      await expect.poll(async () => (await list.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(LEAST);
      await expect(list.getByRole('link').first()).toBeInViewport({ ratio: 0.9 });
      const last = page.getByRole('navigation', { name: 'Places' }).getByRole('link').last();
      await last.focus();
      await expect(last).toBeInViewport({ ratio: 0.9 });
      await picture(console, `sidebar-room-${width}-${theme}`);
    }
  });
}
