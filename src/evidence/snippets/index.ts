import type { CopyFormat } from '../../contract/report.ts';
import { awsCli } from './aws-cli.ts';
import { curlBash } from './curl-bash.ts';
import { curlCmd } from './curl-cmd.ts';
import { curlPowerShell } from './curl-powershell.ts';
import { java } from './java.ts';
import { javaScript } from './javascript.ts';
import type { SnippetLanguage } from './language.ts';
import { python } from './python.ts';
import { swift } from './swift.ts';

/** Every language a step can be copied in, in the order of the menu. */
export const snippetLanguages: readonly SnippetLanguage[] = [
  curlBash,
  curlCmd,
  curlPowerShell,
  awsCli,
  javaScript,
  python,
  java,
  swift,
];

export function languageNamed(id: CopyFormat): SnippetLanguage {
  const language = snippetLanguages.find((candidate) => candidate.id === id);
  if (language === undefined) throw new Error(`no language ${id}`);
  return language;
}
