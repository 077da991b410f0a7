import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, challenge, story } from '../chain/testing/story.ts';
import { facetsOf, wordsOf } from './facets.ts';
import { wordsIn } from './words.ts';

describe('wordsIn', () => {
  it('keeps codes and ids whole, and forgets case and accents', () => {
    expect(wordsIn('SMS_MFA for Renée@example.com, 3f0c-77')).toEqual([
      'sms_mfa',
      'for',
      'renee',
      'example',
      'com',
      '3f0c-77',
    ]);
  });

  it('gives words that are their own only word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const word of wordsIn(text)) expect(wordsIn(word)).toEqual([word]);
      }),
    );
  });
});

describe('what an event is found by', () => {
  const events = story([
    {
      id: 'one',
      parent: null,
      answers: 'USER_SRP_AUTH',
      outcome: challenge('SMS_MFA', 'f1'),
      request: { body: bodyOf({ AuthParameters: { USERNAME: 'hidden-value' } }) },
    },
  ]);

  it('is codes, names and ids', () => {
    expect(events.flatMap(facetsOf)).toEqual(
      expect.arrayContaining([
        { key: 'user', value: 'ann@example.com' },
        { key: 'operation', value: 'initiateauth' },
        { key: 'challenge', value: 'sms_mfa' },
        { key: 'request-id', value: 'request-one' },
      ]),
    );
  });

  it('is the shape of a body, never a value in it', () => {
    const words = events.flatMap(wordsOf);
    expect(words).toContain('authparameters');
    expect(words).not.toContain('hidden-value');
  });
});
