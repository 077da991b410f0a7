/** How Chromium's developer tools write what they copy, re-told from their behaviour: one quoting each. */

/** “Copy as cURL (bash)”: ANSI-C quotes once something needs escaping. */
export function chromiumBash(text: string): string {
  const needs = /[\0-\x1F\x7F-\x9F!]|'/;
  if (!needs.test(text)) return `'${text}'`;
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/'/g, "\\'")
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')

    .replace(/[\0-\x1F\x7F-\x9F!]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `$'${escaped}'`;
}

/** “Copy as cURL (cmd)”. */
export function chromiumCmd(text: string): string {
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&')
    .replace(/%(?=[a-zA-Z0-9_])/g, '%^')
    .replace(/\r?\n|\r/g, '^\n\n');
  return `^"${escaped}^"`;
}

/** “Copy as PowerShell”. */
export function chromiumPowershell(text: string): string {
  const escaped = text
    .replace(/[`$"]/g, '`$&')
    .replace(/[^\x20-\x7E]/g, (char) => `$([char]${char.charCodeAt(0)})`);
  return `"${escaped}"`;
}

/** “Copy as fetch”: JSON, two spaces deep. */
export function chromiumFetch(url: string, headers: Readonly<Record<string, string>>, body: string): string {
  const options = { headers, body, method: 'POST', mode: 'cors', credentials: 'omit' };
  return `fetch(${JSON.stringify(url)}, ${JSON.stringify(options, null, 2)});`;
}
