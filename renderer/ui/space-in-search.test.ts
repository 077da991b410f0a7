import { afterEach, expect, it } from 'vitest';
import { spaceInSearch } from './space-in-search.ts';

afterEach(() => {
  document.body.innerHTML = '';
});

/** A menu whose lines are picked by a space, as those of the real one. */
function menu() {
  const picked: string[] = [];
  let now = 10_000;
  document.body.innerHTML =
    '<div role="menu"><b role="menuitem" tabindex="-1">Set a password</b><b role="menuitem" tabindex="-1">Set second factors</b></div>';
  const root = document.querySelector('[role="menu"]');
  const lines = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const typed = spaceInSearch(() => now);
  root?.addEventListener('keydown', (event) => typed(event as KeyboardEvent), true);
  for (const line of lines)
    line.addEventListener('keydown', ({ key }) => {
      if (key === ' ') picked.push(line.textContent ?? '');
    });
  lines[0]?.focus();
  const press = (keys: string) => {
    for (const key of keys)
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
  };
  return { picked, press, wait: (by: number) => (now += by) };
}

it('takes a space into a search that is under way, and goes on with what follows', () => {
  const { picked, press } = menu();
  press('set sec');
  expect(document.activeElement?.textContent).toBe('Set second factors');
  expect(picked).toEqual([]);
});

it('leaves a space that begins nothing, or comes after the search is over, to the line', () => {
  const { picked, press, wait } = menu();
  press(' ');
  press('se');
  wait(1_001);
  press(' ');
  expect(picked).toEqual(['Set a password', 'Set a password']);
});
