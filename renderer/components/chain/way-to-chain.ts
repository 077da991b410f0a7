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

/** Per chain, the page its maker was on; for as long as the window is open. */
const origins = new Map<string, string>();

/** Where the person was who made a chain, as a path to go back to; undefined where no page of this window made it. */
export function origin(chainId: string): string | undefined {
  return origins.get(chainId);
}

/**
 * Asked for before the host is: the way to the chain that it will make. Whoever went elsewhere while the host was busy
 * stays there; the chain is in the sidebar.
 */
export function wayToChain(router: Router): (chainId: string) => Promise<void> {
  const heading = headingOf(router);
  const from = heading.path;
  const { fullPath } = router.currentRoute.value;
  return async (chainId) => {
    origins.set(chainId, fullPath);
    if (heading.path === from) await router.push({ name: 'chain', params: { id: chainId } });
  };
}
