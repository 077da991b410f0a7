import type { ControlRoute } from '@core/sandbox/control-routes.ts';

/** A route with the parts of the path that vary. */
export interface Routed<R> {
  readonly route: R;
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * Which route a call takes, and else which methods its path has.
 * @param path below the prefix, without the query; its parts may be percent-encoded
 */
export function findRoute<R extends ControlRoute>(
  routes: readonly R[],
  method: string,
  path: string,
): Routed<R> | { readonly methods: readonly string[] } {
  const here = routes.flatMap((route) => {
    const parts = matchPath(route.path, path);
    return parts === undefined ? [] : [{ route, parts }];
  });
  return (
    here.find(({ route }) => route.method === method) ?? { methods: here.map(({ route }) => route.method) }
  );
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parts: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = decoded(given[index] ?? '');
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? [];
    if (name === undefined ? text !== part : text === undefined || text === '') return undefined;
    if (name !== undefined) parts[name] = text ?? '';
  }
  return parts;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
