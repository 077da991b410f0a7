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
  { ask, stop, agreed }: CodeRun,
  { name, source }: CodeWish<SourceOf<'command'>>,
): Promise<void> {
  if (!ports.scenarios.asksBeforePrograms) return;
  const program = source.command.map(word).join(' ');
  const question = `For the code ${name} this file runs a program: ${program}. Type yes to let it.`;
  // Nothing but what was shown is agreed to.
  if (agreed.has(question)) return;
  const told = await ask(question, false);
  if (stop.stopped) throw stopped();
  if (told?.trim().toLowerCase() !== 'yes')
    throw sourceFault(name, `Nobody agreed to the program of ${name}.`);
  agreed.add(question);
}

/** As it tells apart what are two arguments and what is one. */
function word(text: string): string {
  return /^[\w./:=@%+,${}-]+$/.test(text) ? text : JSON.stringify(text);
}

/** What a program prints. It is run again until it prints a code: one that finds none yet may end with another code than 0. */
export async function commandCode(
  parts: CodeParts,
  run: CodeRun,
  { name, source }: CodeWish<SourceOf<'command'>>,
): Promise<string> {
  const { match, within } = source;
  const [program = '', ...args] = source.command;
  const argv = [program];
  for (const each of args) argv.push(await run.fill(each));
  return untilCode(parts, run, name, within, async (signal): Promise<Look> => {
    let text: string;
    try {
      text = await parts.ports.scenarios.commandOutput(argv, signal);
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
