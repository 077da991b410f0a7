import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './console.ts';
import type { Console } from './launch.ts';
import { picture, resize } from './window.ts';

export interface Kept {
  /** Keep the picture at 1280 x 800 among the project's screens, and the one at 1920 x 1080. */
  readonly usual?: boolean;
  readonly large?: boolean;
}

/** Axe finds nothing at the usual size; nothing scrolls sideways at the smallest; a picture of each size. */
export async function check(console: Console, name: string, kept: Kept = {}): Promise<void> {
  const { page } = console;
  expect.soft(await findings(page), name).toEqual([]);
  await picture(console, name, kept.usual);
  await resize(console, 1024, 700);
  expect.soft(await wide(page), `${name} at 1024 x 700`).toEqual([]);
  await resize(console, 1920, 1080);
  expect.soft(await wide(page), `${name} at 1920 x 1080`).toEqual([]);
  await picture(console, `${name}-1920`, kept.large);
  await resize(console, 1280, 800);
}

/** Waits until nothing on the page is on its way any more: what is looked at then is the whole of it. */
export async function still(page: Page): Promise<void> {
  await expect(page.locator('.loading, .late, [aria-busy="true"]')).toHaveCount(0);
}

/** All that axe-core finds, in words. */
export async function findings(page: Page): Promise<string[]> {
  // The policy forbids script tags; evaluated from outside, axe runs as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // A colour on its way to another is neither.
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime ?? 0));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const results = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id}: ${String(target)} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}

/** The page and its views, where they are wider than their room. */
export function wide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      document.documentElement,
      document.body,
      ...document.querySelectorAll('main, main > *, header, header > *, footer, aside, nav, [role="dialog"]'),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map(
        (element) =>
          `${element.tagName} ${element.className}: ${element.scrollWidth} in ${element.clientWidth}`,
      ),
  );
}

/**
 * Texts that leave their place: drawn beyond the box they stand in, or cut off without an ellipsis. What scrolls by
 * itself (a table, a body) may be wider than it shows.
 */
export function spilled(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${String(element.className).split(' ')[0]} “${(element.textContent ?? '').trim().slice(0, 24)}”`;
    const scrolls = (style: CSSStyleDeclaration): boolean => /auto|scroll/.test(style.overflowX);
    const texts = [...document.querySelectorAll('#app *, [role="dialog"] *')].filter(
      (element) =>
        element instanceof HTMLElement &&
        !element.closest('.visually-hidden, svg, [aria-hidden="true"] kbd, select, option') &&
        element.checkVisibility() &&
        [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== ''),
    );
    const found: string[] = [];
    for (const element of texts) {
      const own = getComputedStyle(element);
      if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
        const cut = /hidden|clip/.test(own.overflowX);
        // A text of a few lines ends in an ellipsis by its clamp.
        if (cut && own.textOverflow !== 'ellipsis' && own.webkitLineClamp === 'none')
          found.push(`${named(element)} is cut off`);
      }
      const pieces = [...element.childNodes].filter(
        (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
      );
      const rects = pieces.map((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getBoundingClientRect();
      });
      const text = {
        left: Math.min(...rects.map(({ left }) => left)),
        right: Math.max(...rects.map(({ right }) => right)),
      };
      for (let box = element as Element | null; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        // An editor draws its text under a text area that scrolls for both.
        if (scrolls(style) || box.querySelector(':scope > textarea')) break;
        if (box !== element && style.display.startsWith('inline') && !/flex|grid|block/.test(style.display))
          continue;
        const edges = box.getBoundingClientRect();
        if (edges.width === 0) break;
        const out = Math.max(text.right - edges.right, edges.left - text.left);
        if (/hidden|clip/.test(style.overflowX)) {
          if (out > 1 && style.textOverflow !== 'ellipsis' && box !== element)
            found.push(`${named(element)} is cut off by ${named(box)}`);
          break;
        }
        if (out > 1 && box.parentElement === document.body) found.push(`${named(element)} is off the page`);
      }
    }
    return found;
  });
}
