import type { ChainEvent } from '../chain/event.ts';
import type { FacetKey } from './query/query.ts';
import { wordsIn } from './words.ts';

/** One thing a chain can be found by. */
export interface Facet {
  readonly key: FacetKey;
  /** In lower case. */
  readonly value: string;
}

/** Names of members in the first part of a body: its shape. */
const SHAPE = 16_384;

/**
 * What an event lets its chain be found by. Events are redacted already, and of bodies only the members' names are
 * taken: a sealed value is in neither this nor `wordsOf`.
 */
export function facetsOf(event: ChainEvent): readonly Facet[] {
  switch (event.type) {
    case 'chain.started':
      return facets([
        ['user', event.username],
        ['target', event.target.name],
        ['target', event.target.id],
        ['flow', event.flow],
        ['client', event.target.clientId],
        ['pool', event.target.userPoolId],
        ['source', event.imported?.kind],
      ]);
    case 'chain.adopted':
      return facets([
        ['target', event.target.name],
        ['target', event.target.id],
      ]);
    case 'step.sent':
      return facets([['operation', event.operation]]);
    case 'step.ended': {
      const { outcome, response } = event;
      return facets([
        ['error', outcome.kind === 'error' || outcome.kind === 'failure' ? outcome.code : undefined],
        ['challenge', outcome.kind === 'challenge' ? outcome.name : undefined],
        ['request-id', response?.requestId],
      ]);
    }
    case 'tokens.stored':
    case 'clock.moved':
      return [];
  }
}

/** The words an event lets its chain be found by. */
export function wordsOf(event: ChainEvent): readonly string[] {
  switch (event.type) {
    case 'chain.started':
      return wordsIn(
        [
          event.username,
          event.flow,
          event.target.name,
          event.target.endpoint,
          event.target.clientId,
          event.target.userPoolId ?? '',
          event.imported?.name ?? '',
          event.imported?.tool ?? '',
        ].join(' '),
      );
    case 'chain.adopted':
      return wordsIn(`${event.target.name} ${event.target.endpoint}`);
    case 'step.sent':
      return wordsIn(
        [event.operation, event.answers, event.summary, shapeOf(event.request.body.text)].join(' '),
      );
    case 'step.ended':
      return wordsIn(
        [saidBy(event), event.response?.requestId ?? '', shapeOf(event.response?.body.text ?? '')].join(' '),
      );
    case 'tokens.stored':
    case 'clock.moved':
      return [];
  }
}

function saidBy({ outcome }: Extract<ChainEvent, { type: 'step.ended' }>): string {
  switch (outcome.kind) {
    case 'challenge':
      return [outcome.name, ...outcome.available, ...Object.entries(outcome.parameters).flat()].join(' ');
    case 'error':
      return `${outcome.code} ${outcome.message} ${outcome.reasonCode ?? ''}`;
    case 'failure':
      return `${outcome.code} ${outcome.detail}`;
    case 'tokens':
    case 'done':
      return outcome.kind;
  }
}

function shapeOf(text: string): string {
  return [...text.slice(0, SHAPE).matchAll(/"([\w.:-]{1,64})"\s*:/g)].map(([, name]) => name).join(' ');
}

function facets(pairs: readonly (readonly [FacetKey, string | undefined])[]): readonly Facet[] {
  return pairs.flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [{ key, value: value.toLowerCase() }],
  );
}
