import * as v from 'valibot';
import { coreFault } from '../../form/form.ts';
import type { TeamHistory } from '../../history/team-history.ts';
import type { Files, Runtime, TeamPort } from '../ports.ts';
import { openStoredFile } from '../stored-file.ts';
import type { Vault } from '../vault.ts';
import { readAddress, withPassword } from './address.ts';

const ACCOUNT = 'team:password';

const Stored = v.nullable(v.object({ url: v.string(), by: v.string(), hasPassword: v.boolean() }));
type Stored = v.InferOutput<typeof Stored>;

/** Which database the team's history is in, and the connection to it. */
export interface TeamServer {
  /** Server and database, and what the others see of who publishes. */
  about(): Promise<{ readonly server: string; readonly by: string; readonly fixed: boolean }>;
  /** The one connection. @throws CoreFault TEAM_NONE, VAULT_UNAVAILABLE, TEAM_ADDRESS */
  history(): Promise<TeamHistory>;
  /** @throws CoreFault TEAM_ADDRESS, TEAM_FIXED, TEAM_REFUSED, HISTORY_UNAVAILABLE, HISTORY_NEWER; nothing is kept then */
  connect(url: string, by: string): Promise<void>;
  /** @throws CoreFault TEAM_FIXED */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

export interface ServerInput {
  readonly port: TeamPort;
  readonly files: Files;
  readonly vault: Vault;
  readonly runtime: Runtime;
  /** Called when something in it changed that was not done here, or when it went away or came back. */
  readonly changed: () => void;
}

export function createServer({ port, files, vault, runtime, changed }: ServerInput): TeamServer {
  const loopbackOnly = runtime.kind === 'evaluation';
  let opening: ReturnType<typeof openStoredFile<Stored>> | undefined;
  const file = () =>
    (opening ??= openStoredFile<Stored>(files, {
      name: 'team.json',
      version: 1,
      schema: Stored,
      ups: [],
      empty: null,
    }));
  let open: TeamHistory | undefined;
  let deaf = () => {};
  const take = (history: TeamHistory) => {
    open = history;
    deaf = history.onChange(changed);
    return history;
  };
  const drop = async () => {
    deaf();
    const before = open;
    open = undefined;
    await before?.close();
  };

  /** Everything but the password. @throws CoreFault TEAM_ADDRESS */
  async function settled() {
    if (port.url !== undefined) {
      const { url, user, password } = readAddress(port.url, loopbackOnly);
      return { url, by: user, password, fixed: true, hasPassword: false };
    }
    const stored = (await file()).get();
    return stored === null ? undefined : { ...stored, password: undefined, fixed: false };
  }

  return {
    async about() {
      const now = await settled().catch(() => ({ url: '', by: '', fixed: true }));
      return { server: placeOf(now?.url ?? ''), by: now?.by ?? '', fixed: port.url !== undefined };
    },
    async history() {
      if (open !== undefined) return open;
      const now = await settled();
      if (now === undefined) throw coreFault('TEAM_NONE', 'No team’s history is connected.');
      const password = now.hasPassword ? await vault.get(ACCOUNT) : now.password;
      if (now.hasPassword && password === undefined)
        throw coreFault(
          'VAULT_UNAVAILABLE',
          'The password of the team’s database is in the keychain, which can’t be read now.',
        );
      return open ?? take(port.open(withPassword(now.url, password)));
    },
    async connect(text, by) {
      if (port.url !== undefined) throw fixed();
      const { url, password, user } = readAddress(text, loopbackOnly);
      const history = port.open(withPassword(url, password));
      try {
        await history.size();
        if (password !== undefined) await vault.set(ACCOUNT, password);
        else await vault.remove(ACCOUNT);
        await (await file()).set({ url, by: by === '' ? user : by, hasPassword: password !== undefined });
      } catch (error) {
        await history.close();
        throw error;
      }
      await drop();
      take(history);
    },
    async disconnect() {
      if (port.url !== undefined) throw fixed();
      await (await file()).set(null);
      await drop();
      await vault.remove(ACCOUNT);
    },
    close: drop,
  };
}

function fixed() {
  return coreFault('TEAM_FIXED', 'COUNTERSIGN_HISTORY says where the team’s history is. Change it there.');
}

function placeOf(url: string): string {
  return url.replace(/^postgres:\/\/(?:[^@/?]*@)?/, '').replace(/\?.*$/, '');
}
