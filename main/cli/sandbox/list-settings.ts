import { describeSettings } from '@core/sandbox/settings-guide.ts';
import type { Terminal } from '../terminal.ts';

/** Every setting: its usual value, the values it takes, what it decides. */
export function printSettings(json: boolean, terminal: Terminal): void {
  const settings = describeSettings();
  if (json) {
    terminal.out(`${JSON.stringify(settings)}\n`);
    return;
  }
  const blocks = settings.map(({ name, usual, values, says }) =>
    [`${name}=${String(usual)}`, `    takes: ${values}`, `    ${says}`, ''].join('\n'),
  );
  terminal.out(`${blocks.join('\n')}\nChange one with --setting, for example: --setting codeLockout=false\n`);
}
