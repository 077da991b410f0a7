/** `${NAME}`, and `${code.NAME}` for codes. */
const PLACEHOLDER = /\$\{([A-Za-z_][\w.-]*)\}/g;

/** The names a text asks for, in order. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** What a text says itself, around the names. */
export function withoutNames(text: string): string {
  return text.replaceAll(PLACEHOLDER, '');
}

/**
 * A text with every `${NAME}` in it replaced. What stands in for a name is not looked through again: a secret may hold
 * anything.
 */
export async function filled(text: string, valueOf: (name: string) => Promise<string>): Promise<string> {
  let whole = '';
  let from = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    whole += text.slice(from, match.index) + (await valueOf(match[1] ?? ''));
    from = match.index + match[0].length;
  }
  return whole + text.slice(from);
}

/** The same through a whole value: texts in lists and members; names of members stay. */
export async function filledWithin(
  value: unknown,
  fill: (text: string) => Promise<string>,
): Promise<unknown> {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) {
    const all: unknown[] = [];
    for (const each of value as unknown[]) all.push(await filledWithin(each, fill));
    return all;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members: [string, unknown][] = [];
  for (const [key, each] of Object.entries(value)) members.push([key, await filledWithin(each, fill)]);
  return Object.fromEntries(members);
}
