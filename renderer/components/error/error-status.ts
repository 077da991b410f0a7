import type { ErrorEntry } from '@core/errors/entry.ts';

/** What the documented page and AWS say the HTTP status is; the real one is the response's. */
export function documentedStatuses(
  entry: ErrorEntry,
): readonly { readonly from: string; readonly status: number }[] {
  const rows = [
    { from: 'Documented page', status: entry.seedStatus },
    { from: 'API Reference', status: entry.apiReferenceStatus },
    { from: 'SDK schema', status: entry.sdkStatus },
  ];
  return rows.flatMap(({ from, status }) => (status === undefined ? [] : [{ from, status }]));
}
