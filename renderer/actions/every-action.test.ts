import { describe, expect, it } from 'vitest';
import { actionList } from './action-list.ts';
import type { ActionId } from './action-list.ts';
import { reservedFor } from './reserved-keys.ts';

const sources = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true });
const files = Object.entries(sources).map(([path, text]) => ({
  file: path.replace('../', ''),
  text: text.replaceAll(/<!--.*?-->/gs, ''),
}));
const scripts = import.meta.glob<string>(['../**/*.ts', '!../**/*.test.ts', '!./action-list.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What names its action, or is what its form is for. */
const HAS_A_KEY = /\s:?(submits|action|does|keys)\b|keysOf\(|type="submit"/;
/** What a part of the page does by keys of its own, beside Tab and Enter. */
const OF_A_PART =
  /@click="open = false"|aria-expanded|aria-current|role="(tab|radio)"|data-roving|tabindex="-1"|class="(cell|heading|sort)"/;

/** All else that is pressed, by file and what is in its tag: why it is no action. */
const NONE: readonly (readonly [file: string, has: string, why: string])[] = [
  ['ui/UiButton.vue', 'ref="button"', 'what all of them are made of'],
  ['ui/UiDialog.vue', 'label="Close"', 'Escape'],
  ['ui/UiCopyText.vue', 'class="copy"', 'a value: pressing it copies it'],
  ['ui/UiInput.vue', 'class="eye"', 'part of its field'],
  ['ui/UiSecret.vue', 'class="dot"', 'a value: held down it shows itself'],
  ['components/admin-actions/UserActions.vue', 'v-for="action in likely"', 'also in the menu beside'],
  ['components/history/SearchChips.vue', 'class="chip"', 'a choice, which the search field writes, too'],
  ['components/history/TagsInput.vue', 'remove(tag)', 'part of its field: Backspace removes'],
  ['components/history/TagsInput.vue', 'class="offer"', 'part of its field, which can be typed in'],
  ['components/lens/SrpLine.vue', 'class="open mono"', 'a value: pressing it copies it'],
  ['components/sandbox/SeedDialog.vue', 'class="line"', 'a place in the text'],
  ['components/scenario/NewRow.vue', ':label="none"', 'its field is left empty'],
  ['components/settings/KeyRecorder.vue', 'class="change"', 'a field for keys'],
  ['components/settings/KeyRecorder.vue', 'icon="retried"', 'part of its field'],
  ['components/settings/KeyRecorder.vue', '@click="replace"', 'the answer to what its field asks'],
  ['components/settings/KeyRecorder.vue', '@click="back"', 'the answer to what its field asks'],
  ['components/things/TotpCodes.vue', '@click="copy(step)"', 'a value: pressing it copies it'],
];

/** Lines of menus that choose a value or a kind. The menu itself is opened by an action, or belongs to its field. */
const CHOICES: readonly (readonly [file: string, id: string])[] = [
  ['components/answer/ThingPick.vue', 'own'],
  ['components/answer/ThingPick.vue', 'none'],
  ...['answer', 'flow', 'operate', 'sandbox', 'wait'].map(
    (id) => ['components/scenario/ScenarioForm.vue', id] as const,
  ),
  ...['took', 'absent', 'parameters', 'id', 'access'].map(
    (id) => ['components/scenario/StepExpect.vue', id] as const,
  ),
];

interface Pressed {
  readonly file: string;
  readonly tag: string;
}

/** The tags of a template that can be pressed, but for what opens a menu: what is in it counts. */
function pressedIn({ file, text }: { file: string; text: string }): Pressed[] {
  const template = text.slice(text.search(/^<template>/m));
  const tags = template.matchAll(
    /(<UiMenu\b(?:"[^"]*"|[^>"])*>\s*)?<(?:UiButton|button)\b(?:"[^"]*"|[^>"])*>/g,
  );
  return [...tags].flatMap(([tag, menu]) => (menu === undefined ? [{ file, tag }] : []));
}
const isNone = ({ file, tag }: Pressed): boolean =>
  NONE.some(([where, has]) => where === file && tag.includes(has));

describe('every action', () => {
  const pressed = files.flatMap(pressedIn);

  it('has a key: each button names one, or stands in the list of those that are none', () => {
    expect(pressed.length).toBeGreaterThan(200);
    const nameless = pressed.filter(
      (one) => !HAS_A_KEY.test(one.tag) && !OF_A_PART.test(one.tag) && !isNone(one),
    );
    expect(nameless.map(({ file, tag }) => `${file}: ${tag.replaceAll(/\s+/g, ' ')}`)).toEqual([]);
  });

  it('has a key in every menu, but for choices', () => {
    const lines = files
      .filter(({ text }) => text.includes('<UiMenu'))
      .flatMap(({ file, text }) =>
        text
          .slice(0, text.indexOf('</script>'))
          .split(/(?=\bid: ')/)
          .slice(1)
          .map((line) => ({ file, line, id: /^id: '([^']*)'/.exec(line)?.[1] ?? '' })),
      )
      .filter(({ line }) => /^id: '[^']*',\s*label:/.test(line));
    expect(lines.length).toBeGreaterThan(30);
    const nameless = lines.filter(
      ({ file, line, id }) =>
        !line.includes('keys: keysOf(') && !CHOICES.some(([where, known]) => where === file && known === id),
    );
    expect(nameless.map(({ file, id }) => `${file}: ${id}`)).toEqual([]);
  });

  it('is done by something: a button, a row, or what a part of the page offers', () => {
    const all = [...files.map(({ text }) => text), ...Object.values(scripts)].join('\n');
    const offered = new Set(
      [...all.matchAll(/action="(\w+)"|useRowAction\('(\w+)'|: '(\w+)'|[{\s](\w+)(?=: |,| }| \()/g)].map(
        (found) => found.slice(1).find((word) => word !== undefined),
      ),
    );
    const undone = Object.keys(actionList).filter((id) => !offered.has(id));
    expect(undone).toEqual([]);
  });

  it('of the lists that are none is still there', () => {
    const gone = NONE.filter(
      ([where, has]) => !pressed.some(({ file, tag }) => file === where && tag.includes(has)),
    );
    expect(gone).toEqual([]);
  });

  it('is free to have the key it comes with, and shares it with none', () => {
    const all = Object.entries(actionList) as [ActionId, (typeof actionList)[ActionId]][];
    expect(all.filter(([, { keys }]) => reservedFor(keys) !== undefined)).toEqual([]);
    const shared = all.filter(([id, { keys }]) =>
      all.some(([other, of]) => other !== id && of.keys === keys),
    );
    expect(shared.map(([id]) => id)).toEqual([]);
  });
});
