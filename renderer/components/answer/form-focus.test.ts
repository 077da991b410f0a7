import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchForLeaving } from './form-focus.ts';

beforeEach(() => {
  document.body.innerHTML = `
    <button id="send">Send</button>
    <form><input id="code" /></form>
    <ul id="rail" tabindex="0"></ul>
    <aside aria-label="Inspector"><button id="copy">Copy</button></aside>`;
});
afterEach(() => (document.body.innerHTML = ''));

const focus = (id: string) => document.getElementById(id)?.focus();
const press = (key: string) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

describe('who leaves while a form is on its way', () => {
  it('is no one who stays, types on, or loses the focus with the form before', () => {
    focus('send');
    const left = watchForLeaving();
    press('5');
    document.getElementById('send')?.remove();
    expect(left()).toBe(false);
  });

  it('is who tabs on, wherever that leads', () => {
    focus('send');
    const left = watchForLeaving();
    press('Tab');
    focus('rail');
    expect(left()).toBe(true);
  });

  it('is who moves about in a list, not who does in the form', () => {
    focus('rail');
    let left = watchForLeaving();
    press('Home');
    expect(left()).toBe(true);
    focus('code');
    left = watchForLeaving();
    press('Home');
    expect(left()).toBe(false);
  });

  it('is who points at something', () => {
    focus('send');
    const left = watchForLeaving();
    document.getElementById('rail')?.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(left()).toBe(true);
  });

  it('is who goes to the inspector by a key of its own, not who was there before', () => {
    focus('send');
    const left = watchForLeaving();
    focus('copy');
    expect(left()).toBe(true);
    expect(watchForLeaving()()).toBe(false);
  });

  it('is not who moves after it was asked', () => {
    const left = watchForLeaving();
    expect(left()).toBe(false);
    press('Tab');
    expect(left()).toBe(false);
  });
});
