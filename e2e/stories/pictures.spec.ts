import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARIES } from '../canaries.ts';
import { valueOf } from '../support/bridge.ts';
import { expect, test } from '../support/console.ts';
import type { Console } from '../support/launch.ts';
import { expectAsked, expectTokens, goTo, rows, send, startSeeded } from '../support/steps.ts';
import { picture, useTheme } from '../support/window.ts';

type Page = Console['page'];

/** The pictures of a chain, by their keys. */
const PICTURES = { Rail: '1', Graph: '2', Table: '3', Timeline: '4' } as const;

test('one run as rail, graph, table and timeline, with one selection', async ({ console }) => {
  const { page } = console;
  await runWithEverything(page);

  await test.step('the selection stays, whichever picture shows it', async () => {
    await show(page, 'Graph');
    await nodes(page).filter({ hasText: 'Step 3,' }).click();
    for (const name of ['Table', 'Timeline', 'Rail', 'Graph'] as const) {
      await show(page, name);
      const chosen = page.getByRole('main').locator('[aria-selected="true"]:not([role="tab"])');
      await expect(chosen).toHaveCount(1);
      await expect(chosen).toBeInViewport();
      await expect(chosen).toContainText('CodeMismatchException');
      await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('CodeMismatchException');
    }
  });

  await test.step('the graph says in words what every step came to', async () => {
    await expectNodes(page, [
      'Step 1, USER_SRP_AUTH, next PASSWORD_VERIFIER',
      'Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA',
      'Step 3, SOFTWARE_TOKEN_MFA, refused with CodeMismatchException',
      'Step 4, SOFTWARE_TOKEN_MFA, try 2, refused with CodeMismatchException',
      'Step 5, SOFTWARE_TOKEN_MFA, try 3, refused with NotAuthorizedException, Session expired',
      'SOFTWARE_TOKEN_MFA, ended by the last answer',
    ]);
  });

  await test.step('what went on, failed and expired has an outline and a sign of its own', async () => {
    const drawn = await nodes(page).evaluateAll((all) =>
      all.map((node) => [...node.querySelectorAll('path')].map((path) => path.getAttribute('d')).join(' ')),
    );
    const [ok, alsoOk, failed, again, expired] = drawn;
    expect(ok).toBe(alsoOk);
    expect(failed).toBe(again);
    expect(new Set([ok, failed, expired]).size).toBe(3);
  });

  await test.step('a legend names the lines: retries, and where each Session went', async () => {
    const legend = page.getByRole('list', { name: 'Kinds of line' });
    await expect(legend).toContainText('retry');
    await expect(legend).toContainText('Session carried');
    await page.getByRole('button', { name: 'Show where each Session went' }).click();
    await expect(legend).not.toContainText('Session carried');
    await page.getByRole('button', { name: 'Show where each Session went' }).click();
  });

  for (const theme of ['dark', 'light'] as const) {
    await useTheme(console, theme);
    for (const name of ['Graph', 'Table', 'Timeline', 'Rail'] as const) {
      await show(page, name);
      await picture(console, `pictures-${name.toLowerCase()}-${theme}`);
    }
  }
});

test('the graph by keyboard', async ({ console: { page } }) => {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await show(page, 'Graph');
  const graph = page.getByRole('listbox', { name: 'Steps of the chain, as a graph' });
  await graph.focus();
  await page.keyboard.press('Home');
  await expect(chosenNode(page)).toHaveAccessibleName(/^Step 1, USER_SRP_AUTH/);
  await page.keyboard.press('ArrowDown');
  await expect(chosenNode(page)).toHaveAccessibleName('PASSWORD_VERIFIER, waiting for an answer');
  await page.keyboard.press('ArrowUp');
  await expect(chosenNode(page)).toHaveAccessibleName(/^Step 1/);

  await test.step('plus and minus scale it, an asterisk fits it; Shift and arrows move it', async () => {
    const width = async (): Promise<number> => (await nodes(page).first().boundingBox())?.width ?? 0;
    const fitted = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeGreaterThan(fitted * 1.1);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await expect.poll(width).toBeLessThan(fitted);
    await page.keyboard.press('*');
    await expect.poll(width).toBeCloseTo(fitted);
    const left = async (): Promise<number> => (await nodes(page).first().boundingBox())?.x ?? 0;
    const before = await left();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(left).toBeLessThan(before);
    await expect(chosenNode(page)).toHaveAccessibleName(/^Step 1/);
  });

  await test.step('the answer form stays below, and the graph follows the steps', async () => {
    await page.keyboard.press('*');
    await send(page);
    await expect(chosenNode(page)).toHaveAccessibleName(
      /^Step 2, PASSWORD_VERIFIER, next SOFTWARE_TOKEN_MFA/,
    );
    await expect(nodes(page)).toHaveCount(3);
    await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
    await send(page);
    await expectTokens(page, 'ann');
    await expect(nodes(page).last()).toHaveAccessibleName(/tokens received/);
  });
});

test('idle time is squeezed, and its true length said', async ({ console: { page } }) => {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  // A person who thinks: long beside the few milliseconds of the sandbox.
  await page.waitForFunction((since) => Date.now() - since > 1_500, Date.now());
  await send(page);
  await show(page, 'Timeline');
  const timeline = page.getByRole('listbox', { name: 'Steps of the chain, along a timeline' });
  await expect(timeline.getByRole('option')).toHaveCount(3);
  await expect(page.getByText(/^\d+\.\d s idle$/)).toHaveText(/^(1\.[5-9]|[2-9]\.\d) s idle$/);
  await expect(page.getByRole('img', { name: '1 stretch of idle time squeezed' })).toBeVisible();
  const [first, second] = await timeline.locator('.bar').evaluateAll((bars) =>
    bars.map((bar) => {
      const { left, right } = bar.getBoundingClientRect();
      return { left, right };
    }),
  );
  const track = (await timeline.locator('.track').first().boundingBox())?.width ?? 0;
  const gap = (second?.left ?? 0) - (first?.right ?? 0);
  expect(gap).toBeGreaterThan(4);
  expect(gap).toBeLessThan(track / 4);
  await timeline.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText(/after \d\.\d s idle/)).toBeVisible();
  // The moment in UTC stands beside the local one.
  await expect(page.getByText(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)).toBeVisible();
});

test('the table sorts, and says what a Session was', async ({ console: { page } }) => {
  await runWithEverything(page);
  await show(page, 'Table');
  const table = page.getByRole('grid', { name: 'Steps of the chain' });
  const first = table.locator('tbody tr').first();
  await table.getByRole('button', { name: 'Service' }).click();
  await expect(table.getByRole('columnheader', { name: 'Service' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await table.getByRole('button', { name: 'Service' }).click();
  await expect(table.getByRole('columnheader', { name: 'Service' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await table.getByRole('button', { name: '#' }).click();
  await expect(first).toContainText('USER_SRP_AUTH');
  await page.getByRole('button', { name: 'Fold the inspector' }).click();
  const [, second, third] = await table.locator('td.widest').allTextContents();
  const [, brought] = second?.split(' → ') ?? [];
  expect(brought).toMatch(/^[0-9a-f]{8}$/);
  expect(third).toBe(`${brought} → –`);
});

/** A sign-in without end: the trigger asks once more whatever is answered. */
const ASK_AGAIN =
  "export const handler = async (event) => { event.response.challengeName = 'CUSTOM_CHALLENGE'; return event; };";

test('three hundred steps fit into the graph', async ({ console }) => {
  test.slow();
  const { page } = console;
  await valueOf(page, 'sandbox.setTrigger', {
    userPoolId: 'eu-west-1_Qc7Mv4wTz',
    trigger: 'DefineAuthChallenge',
    source: ASK_AGAIN,
  });
  await startSeeded(page, 'una');
  await expectAsked(page, 'CUSTOM_CHALLENGE');
  await rounds(page, 300);
  await show(page, 'Graph');
  await expect(nodes(page)).toHaveCount(301);
  const graph = page.getByRole('listbox', { name: 'Steps of the chain, as a graph' });
  const placed = async (): Promise<{ outside: number; least: number }> => {
    const pane = await graph.boundingBox();
    if (!pane) throw new Error('the graph has no place');
    const boxes = await nodes(page).evaluateAll((all) =>
      all.map((node) => {
        const { left, top, right, bottom, height } = node.getBoundingClientRect();
        return { left, top, right, bottom, height };
      }),
    );
    const outside = boxes.filter(
      ({ left, top, right, bottom }) =>
        left < pane.x - 1 ||
        top < pane.y - 1 ||
        right > pane.x + pane.width + 1 ||
        bottom > pane.y + pane.height + 1,
    );
    return { outside: outside.length, least: Math.min(...boxes.map(({ height }) => height)) };
  };
  await expect.poll(async () => (await placed()).outside).toBe(0);
  // Large enough to aim at.
  expect((await placed()).least).toBeGreaterThan(8);
  await picture(console, 'pictures-300-graph');
  await show(page, 'Timeline');
  // The place is kept: what is selected is in sight, three hundred rows down.
  await expect(rows(page).and(page.locator('[aria-selected="true"]'))).toHaveAccessibleName(/^Step 300,/);
  await expect(rows(page).and(page.locator('[aria-selected="true"]'))).toBeInViewport();
  await picture(console, 'pictures-300-timeline');
  // Only what can be seen is drawn, and the last row is a key away.
  expect(await page.getByRole('option').count()).toBeLessThan(100);
  await page.getByRole('listbox', { name: 'Steps of the chain' }).focus();
  await page.keyboard.press('End');
  await expect(rows(page).last()).toHaveAccessibleName('CUSTOM_CHALLENGE, waiting for an answer');
});

test('a picture leaves as SVG, PNG and Mermaid', async ({ console, installed }) => {
  const { page, app } = console;
  await runWithEverything(page);
  await show(page, 'Graph');
  const place = (name: string): string => join(console.userData, '..', name);
  /** Stands in for the person at the system's dialog, which no test can reach. */
  const choose = (name: string | undefined) =>
    app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () =>
          Promise.resolve({ canceled: filePath === '', filePath }) as ReturnType<
            typeof dialog.showSaveDialog
          >;
      },
      name === undefined ? '' : place(name),
    );

  await test.step('SVG, by the key of the menu', async () => {
    await choose('graph.svg');
    await page.keyboard.press('Control+Shift+E');
    await page.getByRole('menuitem', { name: 'SVG' }).click();
    await expect(page.getByText('Saved as graph.svg').first()).toBeVisible();
    const svg = readFileSync(place('graph.svg'), 'utf8');
    const about = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        error: parsed.querySelector('parsererror')?.textContent ?? null,
        title: parsed.querySelector('svg > title')?.textContent,
        nodes: parsed.querySelectorAll('g > title').length,
        width: Number(parsed.documentElement.getAttribute('width')),
      };
    }, svg);
    expect(about).toEqual({
      error: null,
      title: 'person-1 · USER_SRP_AUTH, as a graph',
      nodes: 6,
      width: expect.any(Number),
    });
    expect(svg).not.toContain(CANARIES.wrongCode);
  });

  await test.step('PNG, once and twice its size', async () => {
    const sizes = [];
    for (const [at, name] of ['once.png', 'twice.png'].entries()) {
      await choose(name);
      await page.getByRole('button', { name: 'Export the picture' }).click();
      await page.getByRole('menuitem', { name: 'PNG' }).nth(at).click();
      await expect(page.getByText(`Saved as ${name}`).first()).toBeVisible();
      const png = readFileSync(place(name));
      expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
      sizes.push({ width: png.readUInt32BE(16), height: png.readUInt32BE(20), bytes: png.length });
    }
    const [once, twice] = sizes;
    expect(once?.width).toBeGreaterThan(400);
    expect(twice?.width).toBe((once?.width ?? 0) * 2);
    expect(twice?.height).toBe((once?.height ?? 0) * 2);
    // An empty sheet of this size would be far smaller.
    expect(once?.bytes).toBeGreaterThan(8_000);
  });

  await test.step('Mermaid, from the palette to a file and to the clipboard', async () => {
    await choose('chain.mmd');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Export the chain as Mermaid');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Saved as chain.mmd').first()).toBeVisible();
    const text = readFileSync(place('chain.mmd'), 'utf8');
    expect(text).toMatch(/^flowchart TD\n/);
    expect(text).toContain('s3{{"3. SOFTWARE_TOKEN_MFA<br/>refused · CodeMismatchException"}}');
    expect(text).toContain('s5[/"5. SOFTWARE_TOKEN_MFA<br/>Session expired · try 3"\\]');
    expect(text).toContain('s3 -.->|"retry"| s4');
    expect(text).toMatch(/s2 --o\|"Session [0-9a-f]{8}"\| s3/);

    await page.getByRole('button', { name: 'Export the picture' }).click();
    await page.getByRole('menuitem', { name: 'Copy as Mermaid' }).click();
    await expect(page.getByText('Chain copied as Mermaid').first()).toBeVisible();
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(text);
  });

  await test.step('the timeline, when that is what is shown', async () => {
    await show(page, 'Timeline');
    await choose('timeline.svg');
    await page.getByRole('button', { name: 'Export the picture' }).click();
    await page.getByRole('menuitem', { name: 'SVG' }).click();
    await expect(page.getByText('Saved as timeline.svg').first()).toBeVisible();
    expect(readFileSync(place('timeline.svg'), 'utf8')).toContain('idle, drawn shorter');
  });

  await test.step('a dialog that is closed saves nothing and says nothing', async () => {
    await choose(undefined);
    await page.getByRole('button', { name: 'Export the picture' }).click();
    await page.getByRole('menuitem', { name: 'SVG' }).click();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await expect(page.getByText('Saved as undefined')).toHaveCount(0);
  });
  await installed.keepPage();
});

/** SRP, two wrong codes, and one more after the Session expired. */
async function runWithEverything(page: Page): Promise<void> {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  for (const step of [3, 4]) {
    await form.getByRole('textbox', { name: 'Code' }).fill(CANARIES.wrongCode);
    await send(page);
    await expect(rows(page)).toHaveCount(step + 1);
    await expect(rows(page).nth(step - 1)).toContainText('CodeMismatchException');
  }
  await goTo(page, '3', 'Sandbox');
  const clock = page.getByRole('group', { name: 'Sandbox clock' });
  await clock.getByRole('button', { name: 'Move the sandbox clock by 3 min' }).click();
  await expect(clock).toContainText(/3(:00)? min ahead/);
  await page.getByRole('navigation', { name: 'Chains' }).getByRole('link', { name: /ann/ }).click();
  await send(page);
  await expect(page.getByRole('region', { name: 'NotAuthorizedException' }).first()).toContainText(
    'session is expired',
  );
}

async function show(page: Page, name: keyof typeof PICTURES): Promise<void> {
  await page.keyboard.press(`Alt+${PICTURES[name]}`);
  await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true');
}

function nodes(page: Page) {
  return page.getByRole('listbox', { name: 'Steps of the chain, as a graph' }).getByRole('option');
}

function chosenNode(page: Page) {
  return page
    .getByRole('listbox', { name: 'Steps of the chain, as a graph' })
    .getByRole('option', { selected: true });
}

async function expectNodes(page: Page, words: readonly string[]): Promise<void> {
  await expect(nodes(page)).toHaveCount(words.length);
  for (const [at, word] of words.entries())
    await expect(nodes(page).nth(at)).toHaveAccessibleName(new RegExp(`^${word}(, [\\d.]+ (ms|s))?$`));
}

/** Answers round after round by the host's own commands: typing three hundred would take minutes. */
async function rounds(page: Page, steps: number): Promise<void> {
  const [first] = await valueOf<{ chainId: string }[]>(page, 'chains.list');
  const chainId = first?.chainId ?? '';
  await page.evaluate(
    async ([id, count]) => {
      interface Told {
        readonly type: string;
        readonly event: { readonly type: string; readonly stepId: string };
      }
      const { countersign } = window as unknown as {
        countersign: {
          ask(name: string, input: unknown): Promise<{ value: { type: string; stepId: string }[] }>;
          listen(run: (told: Told) => void): () => void;
        };
      };
      const { value: events } = await countersign.ask('chain.events', { chainId: id });
      let parentId = events.find(({ type }) => type === 'step.sent')?.stepId;
      for (let at = 1; at < count; at += 1) {
        const ended = new Promise<string>((resolve) => {
          const stop = countersign.listen(({ type, event }) => {
            if (type !== 'chain.event' || event.type !== 'step.ended') return;
            stop();
            resolve(event.stepId);
          });
        });
        const answer = {
          name: 'CUSTOM_CHALLENGE',
          inputs: { ANSWER: 'a guess' },
          responses: {},
          members: {},
        };
        await countersign.ask('chain.answer', { chainId: id, parentId, answer });
        parentId = await ended;
      }
    },
    [chainId, steps] as const,
  );
}
