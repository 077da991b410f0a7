import type { handoverCommands } from '../../contract/handover.ts';
import type { Handlers } from '../../contract.ts';
import { exportFormats } from '../../evidence/export/formats.ts';
import { exportChain, formatOf, leakWords, redactedFile } from '../evidence/export-chain.ts';
import { chainPicture, pictureFile } from '../evidence/picture.ts';
import { saveFile } from '../evidence/save-file.ts';
import type { Parts } from '../parts.ts';

export function handoverHandlers(parts: Parts): Pick<Handlers, keyof typeof handoverCommands> {
  return {
    'export.formats': async () =>
      exportFormats.map(({ id, title, extension, says, unredacted, single = false }) => ({
        id,
        title,
        extension,
        says,
        unredacted,
        single,
      })),
    'export.preview': async ({ chainIds, format: id }) => {
      const format = formatOf({ chainIds, format: id, secrets: 'redacted' });
      const { file, leak, searched } = await redactedFile(parts, { chainIds }, format);
      const { name, bytes, pseudonyms } = file;
      return {
        name,
        bytes: bytes.length,
        pseudonyms,
        searched,
        ...(leak === undefined ? {} : { refused: leakWords(leak) }),
      };
    },
    'chain.picture': async ({ chainId, ...look }) => ({ text: await chainPicture(parts, chainId, look) }),
    'picture.save': async ({ chainId, png, ...look }) =>
      saveFile(parts.ports, await pictureFile(parts, chainId, look, png)),
    'chain.export': async (wish) => {
      const { name: suggestedName, bytes } = await exportChain(parts, wish);
      const format = formatOf(wish);
      const isLocked = wish.secrets === 'unredacted';
      return saveFile(parts.ports, {
        suggestedName,
        what: isLocked ? `${format.title}, locked with age` : format.title,
        extension: isLocked ? 'age' : format.extension,
        bytes,
      });
    },
  };
}
