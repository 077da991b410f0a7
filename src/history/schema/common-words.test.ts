import { expect, it } from 'vitest';
import { wordsIn } from '../words.ts';
import { matchWord, writtenWords } from './common-words.ts';

it('marks common words with a sign that no word holds', () => {
  expect(writtenWords(wordsIn('RespondToAuthChallenge of ann § …'))).toBe('§respondtoauthchallenge §of ann');
});

it('asks for a word with and without its sign, and for a beginning as the words that begin so', () => {
  expect(matchWord('session', false)).toBe('("session" OR "§session")');
  expect(matchWord('respo', true)).toBe('("respo" * OR "§respondtoauthchallenge")');
});
