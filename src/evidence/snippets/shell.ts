import { isVariable, type SnippetStep, type Text, type Variable } from './step.ts';

/**
 * One word for a POSIX shell (bash, zsh, sh), taken literally. Single quotes keep everything, also `!`, `$` and line
 * breaks; a quote itself is closed, escaped and opened again.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command on several lines, one option with its value each. @param onward what goes on with the next line */
export function commandLine(parts: readonly (readonly string[])[], onward = '\\'): string {
  return parts.map((words) => words.join(' ')).join(` ${onward}\n  `);
}

/** One word that variables stand in, for bash and zsh. */
export function bashWord(text: Text, json: boolean): string {
  if (!text.some(isVariable)) return shellWord(text.join(''));
  return quotedRuns(text, json)
    .map((piece) => {
      if (typeof piece === 'string') return piece === '' ? '' : `'${piece.replaceAll("'", `'\\''`)}'`;
      return json && piece.free && !piece.raw ? `"$(${ESCAPE} "$${piece.name}")"` : `"$${piece.name}"`;
    })
    .join('');
}

/** Literal stretches and variables, with the quotes of JSON strings in the literal ones. */
export function quotedRuns(text: Text, json: boolean): Text {
  const runs: (string | Variable)[] = [''];
  const add = (more: string) => {
    const last = runs.at(-1);
    if (typeof last === 'string') runs[runs.length - 1] = last + more;
    else runs.push(more);
  };
  for (const piece of text) {
    if (!isVariable(piece)) add(piece);
    else if (!json || piece.raw) runs.push(piece);
    else {
      add('"');
      runs.push(piece);
      add('"');
    }
  }
  return runs;
}

/** The function's name; what the console copies it also reads. */
export const ESCAPE = 'json_text';
/** As JSON writes a text; in steps, because bash 3.2 reads quotes inside quotes otherwise. */
const ESCAPE_FUNCTION = `${ESCAPE}() { local s=\${1//\\\\/\\\\\\\\}; s=\${s//\\"/\\\\\\"}; s=\${s//$'\\n'/\\\\n}; s=\${s//$'\\t'/\\\\t}; printf %s "$s"; }`;

/** What goes before a command for bash: the variables, or what has to be set; and what escapes them. */
export function bashHead({ variables, json, body }: SnippetStep): string {
  const set = variables.flatMap(({ name, value }) =>
    value === undefined ? [] : [`export ${name}=${shellWord(value)}`],
  );
  const escapes = json && body.some((piece) => isVariable(piece) && piece.free && !piece.raw);
  const lines = [...wanted(variables, '#'), ...set, ...(escapes ? [ESCAPE_FUNCTION] : [])];
  return lines.map((line) => `${line}\n`).join('');
}

const credential = (name: string): Variable => ({ name, free: false, raw: false });

/** What AWS's tools call credentials in the environment. No snippet ever holds their values. */
export const CREDENTIALS = {
  key: credential('AWS_ACCESS_KEY_ID'),
  secret: credential('AWS_SECRET_ACCESS_KEY'),
  token: credential('AWS_SESSION_TOKEN'),
};

/**
 * The lines that say where the credentials of a signed request come from.
 * @param take what the shell runs to set them, from the command without its format
 */
export function credentialLines(
  { signed, profile }: SnippetStep,
  comment: string,
  take: (command: string) => string,
): string[] {
  if (!signed) return [];
  const { key, secret, token } = CREDENTIALS;
  const of = profile === undefined ? '' : ` --profile ${shellWord(profile)}`;
  return [
    `${comment} Signed with the credentials in ${key.name}, ${secret.name} and, where they are temporary, ${token.name}.`,
    `${comment} Set them: ${take(`aws configure export-credentials${of} --format`)}`,
  ];
}

/** What a shell that can't leave a word out has to be told: curl would sign an empty token. */
export function tokenLine({ signed }: SnippetStep, comment: string, variable: string): string[] {
  return signed
    ? [`${comment} Temporary ones need --header "X-Amz-Security-Token: ${variable}" as well.`]
    : [];
}

/** The line that says what has to be set first; none where the values are written. */
export function wanted(variables: readonly Variable[], comment: string): string[] {
  const names = variables.filter(({ value }) => value === undefined).map(({ name }) => name);
  return names.length === 0 ? [] : [`${comment} Set first: ${names.join(', ')}`];
}
