/**
 * Reads `--only a,b` and `--skip c`.
 * @param {readonly string[]} args
 * @param {readonly string[]} known
 * @returns {{ chosen: Set<string>, problem?: string }}
 */
export function selectStages(args, known) {
  let chosen = new Set(known);
  for (let at = 0; at < args.length; at += 1) {
    const [flag = '', inline] = (args[at] ?? '').split('=');
    if (flag !== '--only' && flag !== '--skip')
      return { chosen, problem: `Unknown: ${flag}. Known: --only and --skip.` };
    const value = inline ?? args[(at += 1)] ?? '';
    const names = value.split(',').filter((name) => name !== '');
    const unknown = names.filter((name) => !known.includes(name));
    if (names.length === 0 || unknown.length > 0) {
      return { chosen, problem: `${flag} takes stages from: ${known.join(', ')}.` };
    }
    chosen = new Set([...chosen].filter((name) => names.includes(name) === (flag === '--only')));
  }
  return { chosen };
}
