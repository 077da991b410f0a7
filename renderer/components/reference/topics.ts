import { challenges } from '@core/challenges/index.ts';
import type { ChallengeSpec } from '@core/challenges/spec.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import type { ErrorEntry } from '@core/errors/entry.ts';
import { flows } from '@core/flows/flows.ts';
import type { FlowSpec } from '@core/flows/spec.ts';

export type Section = 'challenges' | 'flows' | 'errors';

/** One page of the reference: a spec as the core holds it, with the words a search looks through. */
export type Topic = { readonly name: string; readonly title: string; readonly words: string } & (
  | { readonly section: 'challenges'; readonly spec: ChallengeSpec }
  | { readonly section: 'flows'; readonly spec: FlowSpec }
  | { readonly section: 'errors'; readonly spec: ErrorEntry }
);

const words = (...texts: readonly string[]): string => texts.join('\n').toLowerCase();

/** All of it, generated: nothing here is written a second time. */
export const topics: readonly Topic[] = [
  ...challenges.map((spec): Topic => {
    const { name, title, help } = spec;
    return { section: 'challenges', name, title, words: words(name, title, help, ...spec.next), spec };
  }),
  ...flows.map((spec): Topic => {
    const { name, title, help } = spec;
    return { section: 'flows', name, title, words: words(name, title, help, ...spec.next), spec };
  }),
  ...catalogue.map((spec): Topic => {
    const messages = spec.messages.map((message) => message.text);
    return {
      section: 'errors',
      name: spec.code,
      title: spec.meaning,
      words: words(spec.code, spec.meaning, ...spec.causes, ...spec.tries, ...messages),
      spec,
    };
  }),
];

/** Topics of a section that hold every word typed; those named so come first. */
export function search(section: Section, typed: string): Topic[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = topics.filter(
    (topic) => topic.section === section && wanted.every((word) => topic.words.includes(word)),
  );
  const named = (topic: Topic): boolean => wanted.some((word) => topic.name.toLowerCase().includes(word));
  return [...found.filter(named), ...found.filter((topic) => !named(topic))];
}
