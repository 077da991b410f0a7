/** What of a test's context says that it was not run. */
export interface Skipping {
  skip(note?: string): never;
}

/**
 * For a test whose counterpart could not be had: another server, a terminal. On a person's computer it is skipped with
 * the reason; on CI, which has all of them, it fails: what was never run must not look as if it had passed.
 * @param why what is missing, and how to get it
 */
export function missingOutside(
  context: Skipping,
  why: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): never {
  // As every CI service sets it; some programs set it to `false` to say that this is none.
  const ci = env['CI'] ?? '';
  if (ci !== '' && ci !== 'false' && ci !== '0')
    throw new Error(`${why}\nOn CI (the variable CI is set) a test that can’t be run fails.`);
  return context.skip(why);
}
