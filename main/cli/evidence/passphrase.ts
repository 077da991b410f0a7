import type { Surroundings } from '../surroundings.ts';

/** Where scripts put a passphrase: on a command line every other program could read it. */
export const PASSPHRASE = 'COUNTERSIGN_PASSPHRASE';

export function givenPassphrase(env: NodeJS.ProcessEnv): string | undefined {
  const given = env[PASSPHRASE];
  return given === '' ? undefined : given;
}

/** Undefined where nobody can be asked, or nothing was typed. */
export async function askPassphrase(ask: Surroundings['ask'], question: string): Promise<string | undefined> {
  const typed = await ask(question, { secret: true });
  return typed === '' ? undefined : typed;
}
