import { checksOf } from '@core/chain/explain/checks-of.ts';
import { challenges } from '@core/challenges/index.ts';
import type { ChallengeSpec } from '@core/challenges/spec.ts';
import { values, type ValueSpec } from '@core/challenges/values.ts';
import type { ReferenceKind } from '@core/contract/context.ts';
import type { ServiceOperationHead } from '@core/contract/service.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import { iamActionsOf } from '@core/errors/iam-actions.ts';
import type { ErrorEntry } from '@core/errors/entry.ts';
import { flows } from '@core/flows/flows.ts';
import type { FlowSpec } from '@core/flows/spec.ts';
import type { Field } from '@core/form/form.ts';
import { computed } from 'vue';
import { takesText } from '../call/find-operations.ts';
import { knownOperations } from '../../stores/known-operations.ts';

export type Section = 'challenges' | 'flows' | 'operations' | 'errors' | 'values';

/** As the host knows them. A value or an operation has no sign-in of its own that could be tried. */
export const KINDS: Readonly<Partial<Record<Section, ReferenceKind>>> = {
  challenges: 'challenge',
  flows: 'flow',
  errors: 'error',
};

/** One page of the reference: a spec as the core holds it, with the sentences a search looks through. */
export type Topic = {
  readonly name: string;
  readonly title: string;
  readonly sentences: readonly string[];
} & (
  | { readonly section: 'challenges'; readonly spec: ChallengeSpec }
  | { readonly section: 'flows'; readonly spec: FlowSpec }
  | { readonly section: 'operations'; readonly spec: ServiceOperationHead }
  | { readonly section: 'errors'; readonly spec: ErrorEntry }
  | { readonly section: 'values'; readonly spec: ValueSpec }
);

/** All that the page has by itself, generated: nothing here is written a second time. */
export const topics: readonly Topic[] = [
  ...challenges.map((spec): Topic => {
    const { name, title, help, computed, next, helpers } = spec;
    const fields = spec.fields({ name, ...spec.example.asked });
    const parameters = Object.keys(spec.example.asked.parameters);
    const sentences = [
      help,
      ...fields.flatMap(fieldWords),
      ...computed.flatMap(({ key, from }) => [key, from]),
      ...parameters,
      ...next,
      ...helpers,
    ];
    return { section: 'challenges', name, title, sentences, spec };
  }),
  ...flows.map((spec): Topic => {
    const { name, title, help, fields, computed, next, allowedBy = '' } = spec;
    const sentences = [
      help,
      allowedBy,
      ...fields.flatMap(fieldWords),
      ...computed.flatMap(({ key, from }) => [key, from]),
      ...next,
    ];
    return { section: 'flows', name, title, sentences, spec };
  }),
  ...catalogue.map((spec): Topic => {
    const { code, meaning, causes, tries, provoke, messages, operations } = spec;
    const told = messages.flatMap((message) => [message.text, message.meaning, ...(message.causes ?? [])]);
    // The checks are prose about everything: what is found by them is what nobody looked for.
    const looked = checksOf(spec).flatMap((group) => group.causes.map(({ title }) => title));
    const sentences = [...told, ...causes, ...tries, provoke, ...operations, ...new Set(looked)];
    return { section: 'errors', name: code, title: meaning, sentences, spec };
  }),
  ...values.map((spec): Topic => {
    const { name, title, help, formula, rules, source } = spec;
    return { section: 'values', name, title, sentences: [help, formula, ...rules, source.says], spec };
  }),
];

/** Operations of the service, once the host told them. */
const operationTopics = computed(() =>
  knownOperations.value.map((spec): Topic => {
    const { name, cliName, signed } = spec;
    const sentences = [
      cliName.replaceAll('-', ' '),
      ...(signed ? [iamActionsOf(name).action, ...iamActionsOf(name).beside] : []),
    ];
    return { section: 'operations', name, title: takesText(spec), sentences, spec };
  }),
);

export function topicsOf(section: Section): readonly Topic[] {
  if (section === 'operations') return operationTopics.value;
  return topics.filter((topic) => topic.section === section);
}

/** Who sends a value, and from what it is computed there; what the envelope adds goes with all that sign in. */
export function makersOf({ name, envelope }: ValueSpec): { readonly name: string; readonly from?: string }[] {
  if (envelope) {
    const begin = flows.filter(({ operation }) => operation !== 'GetTokensFromRefreshToken');
    return [...begin, ...challenges.filter(({ answerable }) => answerable)].map((spec) => ({
      name: spec.name,
    }));
  }
  return [...flows, ...challenges].flatMap((spec) =>
    spec.computed.filter(({ key }) => key === name).map(({ from }) => ({ name: spec.name, from })),
  );
}

/** Errors whose pages speak of it, by name or in words. */
export function errorsAbout(name: string): string[] {
  return topics
    .filter(
      ({ section, title, sentences }) =>
        section === 'errors' && [title, ...sentences].some((text) => plain(text).includes(plain(name))),
    )
    .map((topic) => topic.name);
}

function fieldWords({ key, label, help = '' }: Field): string[] {
  return [key, label, help];
}

/** A topic as a search found it. */
export interface Found {
  readonly topic: Topic;
  /** The sentence that holds what was typed, where name and title don't. */
  readonly sentence?: string;
  /** Its name holds all that was typed. */
  readonly named?: true;
}

/** What is typed, as words; an underscore parts words as a space does, so that `secret hash` finds SECRET_HASH. */
export function wordsOf(typed: string): readonly string[] {
  return typed
    .toLowerCase()
    .split(/[\s_]+/)
    .filter(Boolean);
}

/** Topics of a section that hold every word typed; those named so come first, then those that hold them together. */
export function search(section: Section, typed: string): Found[] {
  const words = wordsOf(typed);
  const phrase = words.join(' ');
  return topicsOf(section)
    .flatMap((topic): { found: Found; rank: number }[] => {
      const name = plain(topic.name);
      const head = `${name} ${plain(topic.title)}`;
      const all = `${head} ${topic.sentences.map(plain).join(' ')}`;
      if (!words.every((word) => all.includes(word))) return [];
      if (words.every((word) => name.includes(word))) return [{ found: { topic, named: true }, rank: 0 }];
      if (words.every((word) => head.includes(word))) return [{ found: { topic }, rank: 1 }];
      const whole = topic.sentences.find((sentence) => plain(sentence).includes(phrase));
      const sentence =
        whole ?? topic.sentences.find((text) => words.some((word) => plain(text).includes(word)));
      return [
        {
          found: sentence === undefined ? { topic } : { topic, sentence },
          rank: whole === undefined ? 3 : 2,
        },
      ];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ found }) => found);
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('_', ' ');
}

/** Where a name has its page; of two, that of the section. */
export function topicNamed(name: string, section?: Section): Topic | undefined {
  const named = [...topics, ...operationTopics.value].filter((topic) => topic.name === name);
  return named.find((topic) => topic.section === section) ?? named[0];
}
