/** Where a command begins, also one that stands in the middle of a line. */
const COMMAND = /(?<![\w./:@-])(?:curl|aws|https?|xhs?)(?:\.exe)?[ \t]+(?=\S)/g;
/** Beginnings that are tried; what was meant is among the first. */
const MOST = 4;

/**
 * What a text may have been before mail, chats and word processors passed it on, the likeliest first: as it stands;
 * without the marks of a quotation or of a shell that waited for more; with typewriter's quotes and dashes; and from the
 * commands in it on, where prose in front has an apostrophe or a shell takes their output.
 */
export function asPassedOn(text: string): readonly string[] {
  const texts = [text];
  const [first = '', ...more] = text.split('\n');
  if (more.length > 0 && more.every((line) => /^\s*>/.test(line)))
    texts.push([first, ...more].map((line) => line.replace(/^\s*(?:>[ \t]?)+/, '')).join('\n'));
  const last = () => texts.at(-1) ?? text;
  if (/[“”„‘’‚–—]/.test(text)) texts.push(straight(last()));
  const whole = last();
  const starts = [...whole.matchAll(COMMAND)].slice(0, MOST).map(({ index }) => index);
  return [...texts, ...starts.filter((at) => at > 0).map((at) => whole.slice(at))];
}

function straight(text: string): string {
  return text
    .replace(/[“”„]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/(^|\s)[–—](?=[a-z])/gi, '$1--');
}
