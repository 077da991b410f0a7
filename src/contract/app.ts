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
};
