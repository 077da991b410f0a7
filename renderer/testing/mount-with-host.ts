import { flushPromises, mount } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach } from 'vitest';
import type { Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import type { Router } from 'vue-router';
import { listenForKeys } from '../actions/use-action-keys.ts';
import { routes } from '../router.ts';
import { closeToast, toasts } from '../ui/toasts.ts';
import { fakeHost, installFakeHost } from './fake-host.ts';
import type { FakeHost } from './fake-host.ts';

export interface Mounted {
  readonly page: VueWrapper;
  readonly host: FakeHost;
  readonly router: Router;
}

const open: VueWrapper[] = [];
let deaf: (() => void) | undefined;
afterEach(() => {
  deaf?.();
  for (const page of open.splice(0)) page.unmount();
  for (const { id } of toasts.value) closeToast(id);
  document.body.innerHTML = '';
  localStorage.clear();
});

/**
 * Mounts a component in the document with a fake host, fresh stores and the app's own routes, and waits until the
 * first answers are in.
 */
export async function mountWithHost(
  component: Component,
  options: { host?: FakeHost; route?: string; props?: Record<string, unknown> } = {},
): Promise<Mounted> {
  const host = installFakeHost(options.host ?? fakeHost());
  const pinia = createPinia();
  setActivePinia(pinia);
  const router = createRouter({ history: createMemoryHistory(), routes });
  await router.push(options.route ?? '/');
  const page = mount(component, {
    attachTo: document.body,
    global: { plugins: [pinia, router] },
    ...(options.props ? { props: options.props } : {}),
  });
  open.push(page);
  // As the App does: what was mounted alone has its keys all the same. A key is heard once, whoever is first.
  deaf?.();
  deaf = listenForKeys();
  await flushPromises();
  return { page, host, router };
}
