import type { FileContent, ReadFile } from '../../evidence/importing.ts';
import { bundleReader } from './bundle-reader.ts';
import { chainsOfReport } from './report-reader.ts';

/**
 * The chains of a file that was read. Belongs where the file was read, off the window's thread: what is in a bundle may
 * be as hostile as what is in a HAR file.
 * @throws CoreFault IMPORT_LOCKED without the right passphrase, IMPORT_CUT_OFF, IMPORT_TOO_DEEP, IMPORT_TOO_LARGE,
 * BUNDLE_DAMAGED, BUNDLE_NEWER, REPORT_DAMAGED, REPORT_NEWER
 */
export async function chainsInFile(
  read: ReadFile,
  name: string,
  passphrase: string | undefined,
  uuid: () => string,
): Promise<FileContent> {
  switch (read.kind) {
    case 'har': {
      const { chains, entries, notes: faults, tool } = read;
      const calls = chains.reduce(
        (all, { events }) => all + events.filter(({ type }) => type === 'step.sent').length,
        0,
      );
      return {
        kind: 'chains',
        chains,
        left: entries - calls,
        faults,
        ...(tool === undefined ? {} : { tool }),
      };
    }
    case 'bundle': {
      const chains = await bundleReader(uuid)(read.bytes, name, passphrase);
      return { kind: 'chains', chains, left: 0, faults: [] };
    }
    case 'report':
      return { kind: 'chains', ...chainsOfReport(read.text, name, uuid), faults: [], tool: 'Countersign' };
    case 'text':
      return read;
  }
}
