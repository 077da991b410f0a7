import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A person's AWS files in a folder of their own, and the variables that lead there. */
export interface AwsHome {
  readonly folder: string;
  /** To be set in place of whatever this computer says about AWS. */
  readonly env: Readonly<Record<string, string | undefined>>;
  config(text: string): void;
  credentials(text: string): void;
  /** A token as `aws sso login` leaves it. @param name of the sso-session, or the start URL of an old profile */
  ssoToken(name: string, token: Readonly<Record<string, unknown>>): void;
  /** Writes a file below the folder. @returns its path */
  file(name: string, text: string, mode?: number): string;
  remove(): void;
}

export function awsHome(): AwsHome {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-aws-'));
  const file = (name: string, text: string, mode = 0o600) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
    return path;
  };
  file('.aws/config', '');
  file('.aws/credentials', '');
  return {
    folder,
    env: {
      ...Object.fromEntries(
        Object.keys(process.env)
          .filter((name) => name.startsWith('AWS_'))
          .map((name) => [name, undefined]),
      ),
      HOME: folder,
      AWS_CONFIG_FILE: join(folder, '.aws/config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, '.aws/credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    config: (text) => void file('.aws/config', text),
    credentials: (text) => void file('.aws/credentials', text),
    ssoToken(name, token) {
      const cached = createHash('sha1').update(name).digest('hex');
      file(`.aws/sso/cache/${cached}.json`, JSON.stringify(token));
    },
    file,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
