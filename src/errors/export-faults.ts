import { ownError } from './entry.ts';

/** Files that are not written, and bundles of others that are not read. Nothing is changed in these cases. */
export const exportFaults = [
  ownError({
    code: 'EXPORT_SECRET',
    meaning: 'A secret would have left with the file. Nothing was written.',
    causes: [
      'Someone wrote it into the notes, a tag or the ticket, in a form that is not recognised there.',
      'The service, a proxy or a Lambda trigger repeated it in an encoding of its own.',
    ],
    tries: [
      'Look at the place that is named, and take the secret out where it was noted.',
      'Export it unredacted, with a passphrase, for someone who may see it.',
    ],
    provoke: 'Note a password as hex, then export the chain.',
  }),
  ownError({
    code: 'EXPORT_UNSEARCHED',
    meaning: 'The file could not be searched for secrets to its end. Nothing was written.',
    causes: ['Its chains together are too large to look through.'],
    tries: [
      'Export fewer chains at once.',
      'Export it unredacted, with a passphrase, for someone who may see it.',
    ],
    provoke: 'Export chains that take more than 1 GiB as JSON in one bundle.',
  }),
  ownError({
    code: 'SCENARIO_EXPORT',
    meaning: 'These scenarios can’t be written in this form. Nothing was written.',
    causes: [
      'A name in them would be more than a name in the file that is made.',
      'They need what is not there where that file runs: a sandbox, a mailbox, a passkey.',
      'They are too large together.',
    ],
    tries: ['Change what is named.', 'Export them in another form, or fewer at a time.'],
    provoke: 'Export a scenario with a sandbox step for k6.',
  }),
  ownError({
    code: 'EXPORT_FORMAT',
    meaning: 'There is no such format.',
    causes: ['It was typed wrong, or belongs to a newer version.'],
    tries: ['Choose one that is offered.'],
    provoke: 'Export a chain with the format `pdf`.',
  }),
  ownError({
    code: 'EXPORT_ONE_CHAIN',
    meaning: 'This format holds one chain.',
    causes: ['Several chains were to be written into one picture.'],
    tries: ['Export them one by one, or as a bundle.'],
    provoke: 'Export two chains as SVG.',
  }),
  ownError({
    code: 'EXPORT_NO_SECRETS',
    meaning: 'This format is never written with secrets.',
    causes: ['It is made to be pasted and passed on.'],
    tries: ['Export it redacted, or export a bundle.'],
    provoke: 'Export a chain unredacted as Mermaid.',
  }),
  ownError({
    code: 'EXPORT_PASSPHRASE',
    meaning: 'A file with secrets has to be locked with a passphrase, and this one is too short.',
    causes: ['It is empty, or has fewer than 12 characters.'],
    tries: ['Type a passphrase of several words, and tell it to the other side another way than the file.'],
    provoke: 'Export a chain unredacted with the passphrase `secret`.',
  }),
  ownError({
    code: 'BUNDLE_NEWER',
    meaning: 'The bundle was written by a newer version of the console.',
    causes: ['Whoever exported it has updated, and this console has not.'],
    tries: ['Update the console.', 'Ask for the chain as HAR.'],
    provoke: 'Raise the version in a bundle.',
  }),
  ownError({
    code: 'BUNDLE_DAMAGED',
    meaning: 'The bundle can’t be read, and nothing of it was brought in.',
    causes: ['It was changed on its way, or is no bundle.'],
    tries: ['Ask for the file again.'],
    provoke: 'Change one word inside a bundle.',
  }),
  ownError({
    code: 'EVENTS_NEWER',
    meaning: 'A chain was written down by a newer version of the console.',
    causes: ['Another console on the same data, or of the same team, is newer.'],
    tries: ['Update the console.'],
    provoke: 'Raise the version of an event.',
  }),
  ownError({
    code: 'EVENTS_DAMAGED',
    meaning: 'A chain as it was written down can’t be read.',
    causes: ['What holds it was changed by something else than the console.'],
    tries: ['Go on with the others.'],
    provoke: 'Change an event in a bundle.',
  }),
] as const;
