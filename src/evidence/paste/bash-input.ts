/** A here-document that a line announced: its lines follow that line. */
export interface Announced {
  readonly delimiter: string;
  /** Quoted in part: nothing in it is put in. */
  readonly literal: boolean;
  /** `<<-`: tabs in front of its lines go. */
  readonly stripped: boolean;
  /** Where the text goes on after the announcement. */
  readonly end: number;
}

/** At `<<`; undefined where none is announced. Source: POSIX Shell Command Language 2.7.4. */
export function announcedAt(text: string, at: number): Announced | undefined {
  const found = /^<<(-?)[ \t]*(?:'([^'\n]{1,100})'|"([^"\n]{1,100})"|(\\?)([\w.-]{1,100}))/.exec(
    text.slice(at, at + 240),
  );
  if (!found) return undefined;
  const [whole, dash, single, double, backslash, bare] = found;
  const delimiter = single ?? double ?? bare ?? '';
  const literal = bare === undefined || backslash !== '';
  return { delimiter, literal, stripped: dash === '-', end: at + whole.length };
}

/** The document whose first line begins at `at`; one that is not closed ends with the text. */
export function documentAt(
  text: string,
  at: number,
  { delimiter, stripped }: Announced,
): { body: string; end: number } {
  const lines: string[] = [];
  let from = at;
  while (from < text.length) {
    const found = text.indexOf('\n', from);
    const to = found < 0 ? text.length : found;
    const whole = text.slice(from, to).replace(/\r$/, '');
    const line = stripped ? whole.replace(/^\t+/, '') : whole;
    from = to + 1;
    if (line === delimiter) return { body: lines.join('\n'), end: to };
    lines.push(line);
  }
  return { body: lines.join('\n'), end: text.length };
}

/** What a command writes whose output its words and input tell: `echo`, `printf` of one text, `cat`. */
export function written(words: readonly string[], stdin: string | undefined): string | undefined {
  const [program, ...rest] = words;
  if (program === 'cat') return rest.length === 0 || rest[0] === '-' ? stdin : undefined;
  if (program === 'echo') return rest.filter((word) => !/^-[neE]+$/.test(word)).join(' ');
  if (program !== 'printf') return undefined;
  const [format = '', ...texts] = rest;
  if (/^%s(\\n)?$/.test(format) && texts.length === 1) return texts[0];
  return texts.length === 0 ? formatted(format) : undefined;
}

/** A format of `printf` that takes no texts. Source: POSIX, printf, “Extended description”. */
function formatted(format: string): string | undefined {
  if (/%(?!%)/.test(format.replaceAll('%%', '')) || /\\[^\\nrt"]/.test(format.replaceAll('\\\\', '')))
    return undefined;
  const signs: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return format.replaceAll('%%', '%').replace(/\\([\\nrt"])/g, (_, sign: string) => signs[sign] ?? sign);
}
