import { coreFault } from '../../form/form.ts';
import { unlock } from './age.ts';

/**
 * What a locked file holds, whatever that is.
 * @throws CoreFault IMPORT_LOCKED without the right passphrase
 */
export async function unlocked(bytes: Uint8Array, passphrase: string | undefined): Promise<Uint8Array> {
  if (passphrase === undefined)
    throw coreFault('IMPORT_LOCKED', 'This file is locked. Enter its passphrase.', 'passphrase');
  const opened = await unlock(bytes, passphrase);
  if (opened === undefined)
    throw coreFault(
      'IMPORT_LOCKED',
      'The passphrase does not open this file, or it was changed.',
      'passphrase',
    );
  return opened;
}
