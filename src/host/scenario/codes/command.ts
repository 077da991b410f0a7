import { isFault } from '../../../form/form.ts';
import type { CodeParts, CodeRun, CodeWish, SourceOf } from '../codes.ts';
import { codeFrom, type Look, reasonOf, sourceFault, stopped, untilCode } from './until.ts';

/**
 * Lets whoever runs it agree to the program of a source, once a run, where the file may be from anybody. It is shown as the
 * file has it: what its names stand for may be secret.
 * @throws CoreFault CODE_SOURCE where they don't, SCENARIO_STOPPED
 */
export async function agreeToProgram(
  { ports }: CodeParts,
  { ask, stop }: CodeRun,
  { name, source }: CodeWish<SourceOf<'command'>>,
  agreed: Set<string>,
): Promise<void> {
  const program = source.command.join(' ');
  if (!ports.scenarios.asksBeforePrograms || agreed.has(program)) return;
  const told = await ask(
    `For the code ${name} this file runs a program: ${program}. Type yes to let it.`,
    false,
  );
  if (stop.stopped) throw stopped();
  if (told?.trim().toLowerCase() !== 'yes')
    throw sourceFault(name, `Nobody agreed to the program of ${name}.`);
  agreed.add(program);
}

/** What a program prints. It is run again until it prints a code: one that finds none yet may end with another code than 0. */
export async function commandCode(
  parts: CodeParts,
  run: CodeRun,
  { name, source }: CodeWish<SourceOf<'command'>>,
): Promise<string> {
  const { match, within } = source;
  const argv: string[] = [];
  for (const each of source.command) argv.push(await run.fill(each));
  return untilCode(parts, run, name, within, async (): Promise<Look> => {
    let text: string;
    try {
      text = await parts.ports.scenarios.commandOutput(argv);
    } catch (error) {
      // The program is not there: it will not be the next time.
      if (isFault(error) && error.code === 'CODE_SOURCE') throw error;
      return { kind: 'not yet', why: reasonOf(error) };
    }
    const code = codeFrom(name, text, match) ?? (match === undefined ? oneWord(text) : undefined);
    return code === undefined ? { kind: 'not yet', why: 'the program prints none' } : { kind: 'code', code };
  });
}

/** Answers of custom challenges need no digits. */
function oneWord(text: string): string | undefined {
  const word = text.trim();
  return word !== '' && !/\s/.test(word) ? word : undefined;
}
