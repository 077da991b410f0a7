import * as v from 'valibot';
import { command, none } from './command.ts';

export interface AppInfo {
  readonly version: string;
  readonly runtime: 'official' | 'evaluation' | 'node';
  readonly electron?: string;
  readonly platform: string;
  /** Stored files that could not be read or belong to a newer version: what happened to each. */
  readonly problems: readonly string[];
}

/** The console itself. */
export const appCommands = {
  /** Versions, runtime, keychain state: what the status line shows. */
  'app.info': command(none).returns<AppInfo>(),
  /**
   * Opens a ticket's https address in the person's browser, once they said yes to its host in a question of the
   * system's own: no page can press that. `opened`: false where they said no. @throws LINK_REFUSED, LINK_NOT_OPENED
   */
  'link.open': command(v.strictObject({ text: v.pipe(v.string(), v.maxLength(500)) })).returns<{
    opened: boolean;
  }>(),
};
