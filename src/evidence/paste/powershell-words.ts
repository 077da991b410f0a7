import { asText, psScan, type PsScan, type PsValue, skipBlank } from './powershell-scan.ts';
import { psAssigned, psValue } from './powershell-values.ts';

/** One command; a table is a word of its own. */
export interface PsCommand {
  readonly words: readonly PsValue[];
  readonly end: number;
  readonly unset: readonly string[];
  /** What is piped into it, where that is a text. */
  readonly stdin?: string;
}

export interface PsText {
  readonly commands: readonly PsCommand[];
  /** What the text sets, by name in lower case without `$`. */
  readonly variables: ReadonlyMap<string, PsValue>;
}

/** What a variable is set to that no text is: the output of a command, whose words follow. */
const OUTPUT_OF = /^(?=(?:invoke-webrequest|invoke-restmethod|iwr|irm|(?:&\s*)?curl(?:\.exe)?)\s)/i;

/**
 * The commands of a text for PowerShell: its quotes, here-strings, tables, continued lines and variables the text sets.
 * Expressions are not run: of one in parentheses the first text counts. Never throws.
 * Source: about_Quoting_Rules, about_Special_Characters, about_Parsing.
 */
export function powershellText(text: string): PsText {
  const scan = psScan(text);
  const { variables } = scan;
  const commands: PsCommand[] = [];
  let piped: string | undefined;
  while (scan.at < text.length) {
    skipBlank(scan, true);
    if (added(scan) || assigned(scan)) continue;
    const words = wordsOf(scan);
    const [only] = words;
    const isText = words.length === 1 && text[scan.at] === '|' && typeof only === 'string';
    if (isText) piped = only;
    else if (words.length > 0) {
      const { at: end, unset } = scan;
      commands.push({ words, end, unset, ...(piped === undefined ? {} : { stdin: piped }) });
      piped = undefined;
    }
    // What a text leaves unset is so for what it is piped into.
    if (!isText) scan.unset = [];
    scan.at += 1;
  }
  return { commands, variables };
}

/** `$NAME = VALUE`. @returns false where none stands here, or where it is a command's output: then at the command */
function assigned(scan: PsScan): boolean {
  const { text, at, variables } = scan;
  const set = /^(?:\[\w[\w.[\]]{0,99}\]\s*)?\$((?:env:)?[A-Za-z_][\w.]{0,99})[ \t]*=(?!=)/i.exec(
    text.slice(at, at + 240),
  );
  if (!set) return false;
  scan.at += set[0].length;
  skipBlank(scan, false);
  const command = OUTPUT_OF.exec(text.slice(scan.at, scan.at + 60))?.[0];
  if (command !== undefined) {
    scan.at += command.length;
    return false;
  }
  const name = (set[1] ?? '').replace(/^env:/i, '').toLowerCase();
  scan.at += /^\[ordered\]\s{0,20}(?=@\{)/i.exec(text.slice(scan.at, scan.at + 40))?.[0].length ?? 0;
  const isMap = /^New-Object\s+["']?System\.Collections\.|^\[System\.Collections\./i.test(
    text.slice(scan.at, scan.at + 60),
  );
  variables.set(name, isMap ? new Map() : psAssigned(scan));
  scan.at = Math.max(scan.at, endOfCommand(text, scan.at));
  return true;
}

/** `$NAME.Add(KEY, VALUE)` and `$NAME[KEY] = VALUE`: what is put into a table. */
function added(scan: PsScan): boolean {
  const { text, at, variables } = scan;
  const call = /^\$([A-Za-z_]\w{0,99})(?:\.Add\(|\[)/i.exec(text.slice(at, at + 120));
  const name = (call?.[1] ?? '').toLowerCase();
  const table = variables.get(name);
  if (!call || table === undefined || typeof table === 'string') return false;
  scan.at += call[0].length;
  skipBlank(scan, true);
  const key = psValue(scan, ',]');
  skipBlank(scan, true);
  const between = /^(?:,|\]\s*=)\s*/.exec(text.slice(scan.at, scan.at + 20))?.[0];
  scan.at += between?.length ?? 0;
  const value = between === undefined ? undefined : psValue(scan, '');
  if (key !== undefined && value !== undefined)
    variables.set(name, new Map([...table, [asText(key), value]]));
  scan.at = Math.max(scan.at, endOfCommand(text, scan.at));
  return true;
}

/** Those of one command, up to what ends it. */
function wordsOf(scan: PsScan): PsValue[] {
  const { text, variables } = scan;
  const words: PsValue[] = [];
  for (;;) {
    skipBlank(scan, false);
    if (scan.at >= text.length || /[\n;|]/.test(text[scan.at] ?? '')) return words;
    const before = scan.at;
    const splat = /^@([A-Za-z_]\w{0,99})/.exec(text.slice(scan.at, scan.at + 101));
    const splatted = splat && variables.get((splat[1] ?? '').toLowerCase());
    if (splat && splatted !== null && typeof splatted === 'object') {
      scan.at += splat[0].length;
      for (const [key, option] of splatted) words.push(`-${key}`, option);
      continue;
    }
    const word = psValue(scan, '');
    if (word !== undefined) words.push(word);
    if (scan.at === before) scan.at += 1;
  }
}

function endOfCommand(text: string, at: number): number {
  const end = /[\n;]/.exec(text.slice(at))?.index;
  return end === undefined ? text.length : at + end;
}
