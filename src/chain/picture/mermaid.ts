import type { Mark } from '../mark-paths.ts';
import type { Chain } from '../model.ts';
import { type LinkKind, linksOf } from './links.ts';
import { type Part, partsOf } from './parts.ts';
import { printable, shortened } from './safe-text.ts';
import { exportColors } from './theme.ts';

/** Brackets around a node's text: each state has a shape of its own. */
const SHAPES: Readonly<Record<Mark, readonly [string, string]>> = {
  ok: ['(', ')'],
  tokens: ['([', '])'],
  failed: ['{{', '}}'],
  expired: ['[/', '\\]'],
  waiting: ['>', ']'],
  sending: ['[', ']'],
  idle: ['[', ']'],
  retried: ['[', ']'],
  guard: ['[', ']'],
};

const ARROWS: Readonly<Record<LinkKind, string>> = {
  answer: '-->',
  live: '==>',
  replay: '-.->',
  retry: '-.->',
  session: '--o',
  waiting: '-.->',
};

/** Words on an arrow where the link itself has none. */
const WORDS: Partial<Record<LinkKind, string>> = { retry: 'retry', replay: 'replay' };

/** Longest text in a node; a user name may have 128 characters. */
const LONGEST = 80;

/**
 * The chain as a Mermaid flowchart: https://mermaid.js.org/syntax/flowchart.html. States are words and shapes, colours
 * only come on top. Nothing in it that the window does not show.
 */
export function mermaidOf(chain: Chain, now: number): string {
  const parts = partsOf(chain, now);
  const ids = new Map(parts.map(({ key }, at) => [key, `s${at + 1}`]));
  const title = [chain.username, chain.flow, chain.target.name].filter(Boolean).join(', ');
  const nodes = parts.map((part) => `  ${ids.get(part.key)}${node(part)}`);
  const edges = linksOf(parts).map(({ kind, from, to, label }) => {
    const words = kind === 'session' ? `Session ${label ?? ''}` : (label ?? WORDS[kind]);
    return `  ${ids.get(from)} ${ARROWS[kind]}${words === undefined ? '' : `|${quoted(words)}|`} ${ids.get(to)}`;
  });
  const used = [...new Set(parts.map(({ shown }) => shown.status))];
  const classes = used.flatMap((mark) => {
    const { ink, tint } = exportColors.light.marks[mark];
    const members = parts.filter(({ shown }) => shown.status === mark).map(({ key }) => ids.get(key));
    return [
      `  classDef ${mark} fill:${tint},stroke:${ink},color:${exportColors.light.text}`,
      `  class ${members.join(',')} ${mark}`,
    ];
  });
  return ['flowchart TD', `  accTitle: ${plain(title)}`, ...nodes, ...edges, ...classes, ''].join('\n');
}

function node({ step, title, detail, tags, shown }: Part): string {
  const [open, close] = SHAPES[shown.status];
  const first = step ? `${step.number}. ${title}` : title;
  const second = [shown.word, ...(detail === shown.word ? [] : [detail]), ...tags].join(' · ');
  return `${open}"${escaped(first)}<br/>${escaped(second)}"${close}`;
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** Inside quotes Mermaid still reads entities, tags and Markdown: all ASCII but what is harmless goes as a number. */
function escaped(text: string): string {
  return shortened(printable(text), LONGEST).replace(/[\u0021-\u007e]/g, (sign) =>
    /[\w.,:@()+/-]/.test(sign) ? sign : `#${sign.charCodeAt(0)};`,
  );
}

/** Outside quotes there are no entities. */
function plain(text: string): string {
  return shortened(printable(text).replace(/[^\p{L}\p{N}@.,+_\- ]/gu, ' '), LONGEST).trim() || 'Sign-in';
}
