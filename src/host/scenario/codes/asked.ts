import type { CodeRun, CodeWish, SourceOf } from '../codes.ts';
import { sourceFault, stopped } from './until.ts';

/** What whoever runs it types. */
export async function askedCode(
  { ask, stop }: CodeRun,
  { name, source }: CodeWish<SourceOf<'ask'>>,
): Promise<string> {
  const told = await ask(source.ask, false);
  if (stop.stopped) throw stopped();
  if (told !== undefined && told.trim() !== '') return told.trim();
  throw sourceFault(name, `${name} has to be typed, and nobody can be asked here.`);
}
