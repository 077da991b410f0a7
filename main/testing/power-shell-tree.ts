import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** What PowerShell would do with lines it was given, as far as copied commands go. */
export interface PowerShellRead {
  /** What is piped into the program. */
  readonly body: string;
  /** The program and its arguments. */
  readonly words: readonly string[];
}

const require = createRequire(import.meta.url);

/**
 * Reads lines by the grammar of PowerShell that VS Code reads its terminal's commands with: where a text ends, what is
 * an argument and what is added to what is the grammar's word, not ours.
 */
export async function powerShellReader(): Promise<{
  hasError(lines: string): boolean;
  /** @throws Error where the lines are no PowerShell, or do what no copied command does */
  read(lines: string, environment?: Readonly<Record<string, string>>): PowerShellRead;
}> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(
    await Language.load(require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm')),
  );
  const inTree = <T>(lines: string, look: (root: Node) => T): T => {
    const tree = parser.parse(lines);
    if (tree === null) throw new Error('nothing was read');
    try {
      return look(tree.rootNode);
    } finally {
      tree.delete();
    }
  };
  return {
    hasError: (lines) => inTree(lines, (root) => root.hasError),
    read: (lines, environment = {}) =>
      inTree(lines, (root) => {
        if (root.hasError) throw new Error(`no PowerShell: ${lines}`);
        return ran(root, new Map(Object.entries(environment)));
      }),
  };
}

function ran(root: Node, held: Map<string, string>): PowerShellRead {
  let body: string | undefined;
  for (const pipeline of root.descendantsOfType('pipeline')) {
    if (pipeline?.parent?.type !== 'statement_list') continue;
    const [assigned] = pipeline.namedChildren;
    if (assigned?.type !== 'assignment_expression') {
      const command = pipeline.descendantsOfType('command')[0];
      if (body === undefined || !command) throw new Error(`no command: ${pipeline.text}`);
      return { body, words: wordsOf(command, held) };
    }
    const [name, , value] = assigned.namedChildren;
    if (!name || !value) throw new Error(`no assignment: ${assigned.text}`);
    if (name.text === '$body') body = textOf(value, held);
    else if (name.text.startsWith('$env:')) held.set(name.text.slice('$env:'.length), textOf(value, held));
  }
  throw new Error('no command');
}

function wordsOf(command: Node, held: ReadonlyMap<string, string>): string[] {
  const [name, elements] = command.namedChildren;
  const words = elements?.namedChildren.filter((node) => node?.type !== 'command_argument_sep') ?? [];
  return [name?.text ?? '', ...words.flatMap((node) => (node ? [argumentOf(node, held)] : []))];
}

function argumentOf(node: Node, held: ReadonlyMap<string, string>): string {
  return /^(command_parameter|generic_token)$/.test(node.type) ? node.text : textOf(node, held);
}

/** What an expression of texts, variables of the environment and sums comes to. */
function textOf(node: Node, held: ReadonlyMap<string, string>): string {
  const parts = node.namedChildren.filter((child) => child !== null);
  const [first] = parts;
  switch (node.type) {
    case 'verbatim_string_characters':
      // Between the quotes that the grammar found; typographic ones count as quotes, too, and are doubled alike.
      return node.text.slice(1, -1).replace(/(['\u2018-\u201b])\1/g, '$1');
    case 'variable':
      if (!node.text.startsWith('$env:')) throw new Error(`another variable: ${node.text}`);
      return held.get(node.text.slice('$env:'.length)) ?? '';
    case 'command': {
      const [name, elements] = parts;
      const [given] = elements?.descendantsOfType('variable') ?? [];
      if (name?.text !== 'ConvertTo-Json' || !given) throw new Error(`another command: ${node.text}`);
      return JSON.stringify(textOf(given, held));
    }
    case 'additive_expression':
      return parts.map((part) => textOf(part, held)).join('');
    default:
      if (!first || parts.length !== 1) throw new Error(`${node.type} is no text: ${node.text}`);
      return textOf(first, held);
  }
}
