import type { Router } from 'vue-router';

/** Where the person is or is on the way to: a view that is loaded on demand is not the current route yet. */
const headings = new WeakMap<Router, { path: string }>();

function headingOf(router: Router): { readonly path: string } {
  const known = headings.get(router);
  if (known) return known;
  const heading = { path: router.currentRoute.value.path };
  router.beforeEach((to) => void (heading.path = to.path));
  headings.set(router, heading);
  return heading;
}

/**
 * Asked for before the host is: the way to the chain that it will make. Whoever went elsewhere while the host was busy
 * stays there; the chain is in the sidebar.
 */
export function wayToChain(router: Router): (chainId: string) => Promise<void> {
  const heading = headingOf(router);
  const from = heading.path;
  return async (chainId) => {
    if (heading.path === from) await router.push({ name: 'chain', params: { id: chainId } });
  };
}
