import type { Preview } from '@core/contract.ts';

/** The masks that stand in the body of a preview. */
export function maskedTexts({ body, masked }: Pick<Preview, 'body' | 'masked'>): ReadonlySet<string> {
  return new Set(
    masked.flatMap((pointer) => {
      const names = pointer
        .split('/')
        .slice(1)
        .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
      let value: unknown = body;
      for (const name of names) value = (value as Record<string, unknown> | undefined)?.[name];
      return typeof value === 'string' ? [value] : [];
    }),
  );
}
