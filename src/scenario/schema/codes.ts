import * as v from 'valibot';
import { namesIn } from '../placeholders.ts';
import { described, Duration, maps, Name, Pattern, Text } from './parts.ts';

const within = v.optional(described(Duration, 'How long to wait for it; 30s unless said.'));
const match = v.optional(
  described(
    Pattern,
    'A regular expression; its first group, or all of it, is the code. Else the first 4 to 10 digits that stand alone.',
  ),
);

/** Where a code comes from, `${code.NAME}`. */
export const CodeSourceSchema = v.union([
  v.strictObject({ totp: described(Text, 'A Base32 seed or an otpauth URI, as ${NAME} of a secret.') }),
  v.strictObject({ inbox: described(v.literal('sandbox'), 'The sandbox’s inbox.'), match, within }),
  v.strictObject({
    http: described(Text, 'A URL that answers JSON or text: Mailpit, MailHog, cognito-local …'),
    path: v.optional(described(Text, 'Where in the JSON the text stands: $.messages[0].Snippet')),
    headers: v.optional(described(maps(Text), 'Headers to send. Credentials as ${NAME} of a secret.')),
    match,
    within,
  }),
  v.strictObject({
    imap: described(
      v.strictObject({
        host: described(Text, 'The server’s name.'),
        port: v.optional(
          described(
            v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
            '993 with TLS, 143 without, unless said.',
          ),
        ),
        secure: v.optional(described(v.boolean(), 'TLS from the start; true unless said.')),
        user: described(Text, 'Who signs in there.'),
        password: described(Text, '${NAME} of a secret.'),
        mailbox: v.optional(described(Text, 'INBOX unless said.')),
      }),
      'A mailbox that the code is sent to.',
    ),
    from: v.optional(described(Text, 'A part of the sender’s address.')),
    to: v.optional(described(Text, 'A part of the recipient’s address.')),
    subject: v.optional(described(Text, 'A part of the subject.')),
    match,
    within,
  }),
  v.strictObject({
    command: described(
      v.pipe(
        v.array(Text),
        v.minLength(1),
        // Whoever runs it agrees to a program: what a row or a reply fills in may be any.
        v.check(
          ([program = '']) => namesIn(program).length === 0,
          'a program as it stands, without ${NAME}; its arguments may have some',
        ),
      ),
      'A program and its arguments; no shell. It prints the code.',
    ),
    match,
    within,
  }),
  v.strictObject({ ask: described(Name, 'Asks whoever runs it: the question.') }),
]);
