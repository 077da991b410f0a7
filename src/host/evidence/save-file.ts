import { coreFault } from '../../form/form.ts';
import type { FileToSave, Ports } from '../ports.ts';

/**
 * Lets the person choose a place and writes the file there. Null: they chose none.
 * @throws CoreFault FILE_NOT_SAVED
 */
export async function saveFile(
  { saveDialog }: Pick<Ports, 'saveDialog'>,
  file: FileToSave,
): Promise<{ readonly name: string } | null> {
  try {
    const name = await saveDialog.save(file);
    return name === undefined ? null : { name };
  } catch {
    // The system's own words name the place, and may be in any language.
    throw coreFault(
      'FILE_NOT_SAVED',
      'The file could not be written there. Choose another place, or make room on the disk.',
    );
  }
}
