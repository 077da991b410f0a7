import { ownError } from './entry.ts';

/** What goes wrong between the words of `countersign admin` and a request. */
export const adminFaults = [
  ownError({
    code: 'ADMIN_INPUT',
    meaning: 'The words of the command make no request of this operation. Nothing was sent.',
    causes: [
      'A required value is missing, or one has another type than the operation takes.',
      'A list, map or structure is neither JSON nor the AWS CLI’s shorthand.',
    ],
    tries: [
      'Print what the operation takes: countersign admin OPERATION --help.',
      'Begin with --generate-cli-skeleton and give the filled file with --cli-input-json file://PATH.',
    ],
    provoke: 'Type countersign admin admin-get-user without --username.',
  }),
  ownError({
    code: 'ADMIN_PAGES',
    meaning: 'The pages of a list don’t follow each other: the same token for the next page came twice.',
    causes: ['The service behind the endpoint hands out a token that leads back to the same page.'],
    tries: ['Take one page at a time with --no-paginate, to see its token.'],
    provoke: 'List users of an emulator that answers every page with the same token.',
  }),
] as const;
