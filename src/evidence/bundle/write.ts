import type { ExportFormat, ExportInput } from '../export/format.ts';
import { type Bundle, BUNDLE_EXTENSION, BUNDLE_VERSION } from './format.ts';
import { pack } from './pack.ts';

/** Our own file: everything the console shows of the chains, to be opened again by the console. */
export const bundleFormat: ExportFormat = {
  id: 'bundle',
  title: 'Countersign bundle',
  extension: BUNDLE_EXTENSION,
  says: 'Everything that is shown of it, to be opened in another Countersign.',
  unredacted: true,
  write: async (input) => pack(new TextEncoder().encode(JSON.stringify(bundleOf(input)))),
};

function bundleOf({ chains, exportedAt, version }: ExportInput): Bundle {
  return {
    countersign: 'bundle',
    version: BUNDLE_VERSION,
    made: { at: exportedAt, version },
    redacted: chains.every(({ secrets }) => secrets === undefined),
    chains,
  };
}
