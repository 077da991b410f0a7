import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './console.ts';
import type { Console } from './launch.ts';
import { picture, resize } from './window.ts';

/** Axe finds nothing serious at the usual size; nothing scrolls sideways at the smallest; a picture of each size. */
export async function check(console: Console, name: string): Promise<void> {
  const { page } = console;
  expect.soft(await violations(page), name).toEqual([]);
  await picture(console, `${name}-1280`);
  await resize(console, 1024, 700);
  expect.soft(await wide(page), `${name} at 1024 x 700`).toEqual([]);
  await resize(console, 1920, 1080);
  expect.soft(await wide(page), `${name} at 1920 x 1080`).toEqual([]);
  await picture(console, `${name}-1920`);
  await resize(console, 1280, 800);
}

/** What axe-core holds for serious or critical, in words. */
async function violations(page: Page): Promise<string[]> {
  // The policy forbids script tags; evaluated from outside, axe runs as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id}: ${String(target)} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`,
      ),
    );
}

/** The page and its views, where they are wider than their room. */
function wide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      document.documentElement,
      document.body,
      ...document.querySelectorAll('main, main > *, header, footer, aside, nav'),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map(
        (element) =>
          `${element.tagName} ${element.className}: ${element.scrollWidth} in ${element.clientWidth}`,
      ),
  );
}
