import * as v from 'valibot';
import { CHALLENGES, EXCEPTIONS } from '../known-names.ts';
import { ClaimMatch, described, Match, maps, Name, named, Pointer, Text } from './parts.ts';

/** What a step has to come to. */
export const ExpectSchema = v.strictObject({
  challenge: v.optional(named('The ChallengeName that has to come next.', CHALLENGES)),
  tokens: v.optional(described(v.boolean(), 'true: AuthenticationResult comes. false: it must not.')),
  error: v.optional(named('The exception that has to come, AWS’s name.', EXCEPTIONS)),
  message: v.optional(described(Match, 'What the exception’s message says.')),
  status: v.optional(described(v.pipe(v.number(), v.integer()), 'The HTTP status.')),
  parameters: v.optional(described(maps(Match), 'ChallengeParameters by name.')),
  available: v.optional(described(v.array(Name), 'AvailableChallenges, in any order.')),
  session: v.optional(
    described(v.picklist(['new', 'same', 'none']), 'The Session that comes, beside the one that was sent.'),
  ),
  claims: v.optional(
    described(
      v.strictObject({
        id: v.optional(described(maps(ClaimMatch), 'Claims of the ID token by name.')),
        access: v.optional(described(maps(ClaimMatch), 'Claims of the access token by name.')),
      }),
      'Claims of the tokens that come.',
    ),
  ),
  body: v.optional(
    described(v.record(Pointer, ClaimMatch), 'Values of the response by JSON Pointer (RFC 6901).'),
  ),
  headers: v.optional(described(maps(Match), 'Headers of the response by name.')),
  took: v.optional(
    described(
      v.pipe(v.string(), v.regex(/^<\s*\d+(\.\d+)?(ms|s|m)$/, 'written as < 2s, < 500ms or < 1m')),
      'How long it may take.',
    ),
  ),
  absent: v.optional(
    described(v.array(Text), 'Texts, or names of secrets as ${NAME}, that must not appear in the response.'),
  ),
  check: v.optional(
    described(
      Text,
      'JavaScript that gets `step` and returns true, or a text that says what is wrong. Runs isolated.',
    ),
  ),
});
