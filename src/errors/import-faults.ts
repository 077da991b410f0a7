import { ownError } from './entry.ts';

/** Files from elsewhere that can't be read, in whole or in part. What was there before stays as it was. */
export const importFaults = [
  ownError({
    code: 'IMPORT_UNREADABLE',
    meaning: 'The file could not be opened.',
    causes: [
      'It was moved or removed meanwhile, it may not be read, or it is no file but a folder or a device.',
    ],
    tries: ['Choose it again.'],
    provoke: 'Choose a file, remove it, then import it.',
  }),
  ownError({
    code: 'IMPORT_NOT_JSON',
    meaning: 'The file is not JSON, so it is no HAR file.',
    causes: ['It is another kind of file.', 'It was damaged on its way, or edited by hand.'],
    tries: ['Save the HAR again, and hand it over packed (.har.gz) so that nothing changes it.'],
    provoke: 'Import a picture.',
  }),
  ownError({
    code: 'IMPORT_NOT_HAR',
    meaning: 'The file is well formed, but it is neither a HAR file nor one of ours.',
    causes: ['It is another kind of JSON, or an archive that holds the file.'],
    tries: [
      'Unpack the archive first.',
      'Export “HAR” from the network tab of the browser or from the proxy.',
    ],
    provoke: 'Import a package.json.',
  }),
  ownError({
    code: 'IMPORT_CUT_OFF',
    meaning: 'The file ends in the middle.',
    causes: ['The download or upload was broken off, or the disk was full when it was written.'],
    tries: ['Ask for the file again, packed, and compare its size.'],
    provoke: 'Import the first half of a HAR file.',
  }),
  ownError({
    code: 'IMPORT_TOO_DEEP',
    meaning: 'The file is nested more deeply than any HAR file is.',
    causes: ['It was made to do harm, or by a program gone wrong.'],
    tries: ['Save the file again.'],
    provoke: 'Import a file of 100,000 opening brackets.',
  }),
  ownError({
    code: 'IMPORT_TOO_LARGE',
    meaning: 'The file is larger than what is read at once.',
    causes: [
      'It has more than 1 GB, more calls of Cognito than are read at once, or unpacks to a multiple that no HAR has.',
    ],
    tries: ['Record only the sign-in.', 'Cut the file into pieces.'],
    provoke: 'Import a gzip file that holds nothing but zeros.',
  }),
  ownError({
    code: 'IMPORT_NOTHING',
    meaning: 'The file holds no call of Cognito’s user pools.',
    causes: [
      'The sign-in ran before the recording began, or in another tab.',
      'It ran on the hosted pages, whose calls are made by the server.',
    ],
    tries: ['Record again: open the network tab first, then sign in.'],
    provoke: 'Import the HAR of a page without sign-in.',
  }),
  ownError({
    code: 'IMPORT_ENTRY_UNREADABLE',
    meaning: 'One entry of the file could not be read and was left out.',
    causes: ['A tool or a person changed it.'],
    tries: ['Go on with the rest. Ask for the file as it was where this call matters.'],
    provoke: 'Import a HAR one of whose entries has no startedDateTime.',
  }),
  ownError({
    code: 'IMPORT_IN_PIECES',
    meaning:
      'One sign-in has more steps than a chain holds, and came as several chains. Nothing was left out.',
    causes: ['A page asked with the same token again and again, for hours.'],
    tries: ['Look at the first of the chains: the sign-in itself is there.'],
    provoke: 'Import a HAR with 501 calls of GetUser that carry one token.',
  }),
  ownError({
    code: 'IMPORT_LOCKED',
    meaning: 'The file is sealed with a passphrase.',
    causes: ['It holds secrets, and whoever exported it gave it a passphrase.'],
    tries: ['Type the passphrase, and import it again.'],
    provoke: 'Import an unredacted bundle without its passphrase.',
  }),
  ownError({
    code: 'IMPORT_UNKNOWN',
    meaning: 'This import is not there any more.',
    causes: ['The console was started again since.'],
    tries: ['Import the file again; what it brought is among the chains.'],
    provoke: 'Ask for an import of an earlier run.',
  }),
] as const;
