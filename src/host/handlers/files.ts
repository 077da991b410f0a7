import { type FileKind, fileKinds, type filesCommands } from '../../contract/files.ts';
import type { Handlers } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';

export function filesHandlers({ ports }: Parts): Pick<Handlers, keyof typeof filesCommands> {
  return {
    'file.save': async ({ suggestedName, kind, data }) => {
      const bytes = kind === 'png' ? pngBytes(data) : new TextEncoder().encode(data);
      const { name: what, extension } = fileKinds[kind];
      try {
        const name = await ports.saveDialog.save({
          suggestedName: fileName(suggestedName, kind),
          what,
          extension,
          bytes,
        });
        return name === undefined ? null : { name };
      } catch {
        // The system's own words name the place, and may be in any language.
        throw coreFault(
          'FILE_NOT_SAVED',
          'The file could not be written there. Choose another place, or make room on the disk.',
        );
      }
    },
  };
}

/** A name that is one on every system, and no path: a user name goes into it. */
function fileName(suggested: string, kind: FileKind): string {
  const safe = suggested
    .replace(/[^\p{L}\p{N}@._+ -]+/gu, '-')
    .replace(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 100);
  return `${safe === '' ? 'chain' : safe}.${fileKinds[kind].extension}`;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @throws CoreFault FILE_NOT_PNG */
function pngBytes(base64: string): Uint8Array {
  let binary = '';
  try {
    binary = atob(base64);
  } catch {
    // Not base64 at all: said below.
  }
  const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  if (PNG_SIGNATURE.some((byte, at) => bytes[at] !== byte))
    throw coreFault('FILE_NOT_PNG', 'The picture could not be painted. Export it as SVG.');
  return bytes;
}
