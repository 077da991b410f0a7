import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** Where two versions of PowerShell in use differ in what a copied command says. */
export type PowerShellVersion = '5.1' | '7.3';

/** What PowerShell would do with lines it was given, as far as copied commands go. */
export interface PowerShellRead {
  /** What is piped into the program; undefined where nothing is. */
  readonly body: string | undefined;
  /** What its characters are written in: 5.1 pipes ASCII unless it is told otherwise. */
  readonly encoding: 'ascii' | 'utf8';
  /** The program and its arguments. */
  readonly words: readonly string[];
}

interface Held {
  readonly version: PowerShellVersion;
  readonly environment: Map<string, string>;
  readonly variables: Map<string, string>;
}

const require = createRequire(import.meta.url);

/**
 * Reads lines by the grammar of PowerShell that VS Code reads its terminal's commands with: where a text ends, what is
 * an argument and what is added to what is the grammar's word, not ours. What each part does is ours, written from
 * Microsoft's documentation: assignments, single-quoted texts, `$env:`, `+`, ConvertTo-Json of one variable, one pipe into
 * a program. All else is refused.
 */
export async function powerShellReader(): Promise<{
  hasError(lines: string): boolean;
  /** @throws Error where the lines are no PowerShell, or do what no copied command does */
  read(
    lines: string,
    environment?: Readonly<Record<string, string>>,
    version?: PowerShellVersion,
  ): PowerShellRead;
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
    read: (lines, environment = {}, version = '7.3') =>
      inTree(lines, (root) => {
        if (root.hasError) throw new Error(`no PowerShell: ${lines}`);
        return ran(root, {
          version,
          environment: new Map(Object.entries(environment)),
          variables: new Map(),
        });
      }),
  };
}

function ran(root: Node, held: Held): PowerShellRead {
  const parts = partsOf(root);
  const statements = parts.length === 1 && parts[0]?.type === 'statement_list' ? partsOf(parts[0]) : [];
  const command = statements.pop();
  if (command?.type !== 'pipeline') throw refused(root);
  for (const statement of statements) assign(only(statement, 'pipeline'), held);
  const { encoding, input } = piped(command, held);
  return { body: input, encoding, words: wordsOf(commandIn(command), held) };
}

/** `$env:NAME = …`, `$name = …` */
function assign(assigned: Node, { environment, variables, ...rest }: Held): void {
  const [name, operator, value, ...more] = partsOf(assigned);
  if (assigned.type !== 'assignment_expression' || !name || !value || more.length > 0)
    throw refused(assigned);
  if (operator?.text !== '=') throw refused(assigned);
  const held = { environment, variables, ...rest };
  if (name.text === '$OutputEncoding') {
    // Without the mark that other ways to make this encoding put in front (System.Text.UTF8Encoding, constructors).
    if (value.text !== '[Text.UTF8Encoding]::new()') throw refused(value);
    variables.set(name.text, 'utf8');
  } else if (name.text.startsWith('$env:'))
    environment.set(name.text.slice('$env:'.length), textOf(value, held));
  else if (/^\$\w+$/.test(name.text)) variables.set(name.text, textOf(value, held));
  else throw refused(name);
}

function piped(pipeline: Node, held: Held): { encoding: 'ascii' | 'utf8'; input: string | undefined } {
  const [chain, ...more] = partsOf(pipeline);
  if (!chain || chain.type !== 'pipeline_chain' || more.length > 0) throw refused(pipeline);
  const utf8 = held.version !== '5.1' || held.variables.has('$OutputEncoding');
  const encoding = utf8 ? 'utf8' : 'ascii';
  const parts = partsOf(chain);
  const [given] = parts;
  if (parts.length === 1) return { encoding, input: undefined };
  if (!given || parts.length !== 2 || !chain.children.some((child) => child?.type === '|'))
    throw refused(chain);
  return { encoding, input: textOf(given, held) };
}

function commandIn(pipeline: Node): Node {
  const chain = only(pipeline, 'pipeline');
  const command = partsOf(chain).at(-1);
  if (command?.type !== 'command') throw refused(pipeline);
  return command;
}

function wordsOf(command: Node, held: Held): string[] {
  const [name, elements, ...more] = partsOf(command);
  if (name?.type !== 'command_name' || more.length > 0) throw refused(command);
  const words = elements ? partsOf(elements).filter(({ type }) => type !== 'command_argument_sep') : [];
  return [name.text, ...words.map((node) => argumentOf(node, held))];
}

function argumentOf(node: Node, held: Held): string {
  return /^(command_parameter|generic_token)$/.test(node.type) ? node.text : textOf(node, held);
}

/** The grammar puts these around a term whether or not their operator stands there. */
const AROUND =
  /^(pipeline|pipeline_chain|logical_expression|bitwise_expression|comparison_expression|additive_expression|multiplicative_expression|format_expression|range_expression|array_literal_expression|unary_expression|parenthesized_expression|string_literal)$/;

/** What an expression of texts, variables and sums comes to. */
function textOf(node: Node, held: Held): string {
  const parts = partsOf(node);
  switch (node.type) {
    case 'verbatim_string_characters':
      // Between the quotes that the grammar found; typographic ones count as quotes, too, and are doubled alike.
      return node.text.slice(1, -1).replace(/(['\u2018-\u201b])\1/g, '$1');
    case 'variable': {
      if (node.text.startsWith('$env:')) return held.environment.get(node.text.slice('$env:'.length)) ?? '';
      const value = held.variables.get(node.text);
      if (value === undefined || node.text === '$OutputEncoding') throw refused(node);
      return value;
    }
    case 'command': {
      const [name, elements] = parts;
      const given = elements ? partsOf(elements).filter(({ type }) => type !== 'command_argument_sep') : [];
      if (name?.text !== 'ConvertTo-Json' || given.length !== 1 || !given[0]) throw refused(node);
      if (!/^\$env:\w+$/.test(given[0].text)) throw refused(node);
      return convertedToJson(textOf(given[0], held), held.version);
    }
    case 'additive_expression':
      if (parts.length === 2 && node.children.some((child) => child?.type === '+'))
        return parts.map((part) => textOf(part, held)).join('');
  }
  if (!AROUND.test(node.type)) throw refused(node);
  return textOf(only(node), held);
}

/** 5.1 writes what HTML reads as its own as escapes. */
function convertedToJson(text: string, version: PowerShellVersion): string {
  const json = JSON.stringify(text);
  if (version !== '5.1') return json;
  return json.replace(/[<>&']/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function partsOf(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

function only(node: Node, type = node.type): Node {
  const [first, ...more] = partsOf(node);
  if (!first || more.length > 0 || node.type !== type) throw refused(node);
  return first;
}

function refused(node: Node): Error {
  return new Error(`no copied command has this ${node.type}: ${node.text}`);
}
