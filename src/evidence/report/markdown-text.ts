import { printable } from '../../chain/picture/safe-text.ts';

// Text of others in Markdown: it stays where it stands and means nothing to whoever renders it.

/** Signs that begin something in Markdown, or in the HTML it lets through. */
const SIGNS = /[\\`*_{}[\]<>()#+!|~&$]/g;

/** Text that stays inside its cell, one line. */
export function cell(text: string): string {
  return printable(text).replace(SIGNS, '\\$&');
}

/** Inline code, whatever backticks the text holds. In a table a pipe needs its backslash even there. */
export function code(text: string): string {
  const plain = printable(text).replaceAll('|', '\\|');
  if (plain === '') return '';
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** Several lines, kept as they are in a block of their own. */
export function block(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n').map(printable);
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
}
