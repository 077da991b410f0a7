import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { ElectronApplication, Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { ask, valueOf } from './bridge.ts';
import { secretsFile } from './folders.ts';

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Shorter ones (one-time codes, fixture passwords) stand openly in the sandbox's own pages. */
const WORTH_SEARCHING = 24;

/** Remembers a secret that arose in a story, for the leak story to search for. */
export function recordSecret(name: string, value: string): void {
  if (value.length < WORTH_SEARCHING) throw new Error(`${name} is too short to be searched for.`);
  appendFileSync(secretsFile, `${JSON.stringify({ name, value } satisfies Secret)}\n`);
}

/** The canaries and everything stories recorded. */
export function knownSecrets(): readonly Secret[] {
  const canaries = Object.entries(CANARIES).map(([name, value]) => ({ name: `canary ${name}`, value }));
  if (!existsSync(secretsFile)) return canaries;
  const lines = readFileSync(secretsFile, 'utf8').split('\n').filter(Boolean);
  return [...canaries, ...lines.map((line) => JSON.parse(line) as Secret)];
}

interface Spots {
  readonly body: { readonly secrets: readonly { readonly pointer: string }[] };
}
interface Event {
  readonly stepId?: string;
  readonly request?: Spots;
  readonly response?: Spots;
}

interface Thing {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}
interface Shown {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Asks the host for the real value of everything it masks: sessions, proofs, hashes, tokens of every chain and set. */
export async function recordMasked({ app, page }: Shown): Promise<void> {
  for (const { chainId } of await valueOf<{ chainId: string }[]>(page, 'chains.list')) {
    for (const event of await valueOf<Event[]>(page, 'chain.events', { chainId })) {
      for (const side of ['request', 'response'] as const) {
        for (const { pointer } of event[side]?.body.secrets ?? []) {
          await record(page, 'secret.reveal', { chainId, stepId: event.stepId, side, pointer }, pointer);
        }
      }
    }
  }
  for (const { id, kind, name } of await valueOf<Thing[]>(page, 'things.list')) {
    if (kind === 'passkey') await recordPasskey({ app, page }, id, name);
    else await record(page, 'things.reveal', { id }, name);
  }
  const sets = await valueOf<{ id: string; tokens: { name: string }[] }[]>(page, 'tokens.list');
  for (const { id, tokens } of sets) {
    for (const { name } of tokens) await record(page, 'tokens.reveal', { id, token: name }, name);
  }
}

async function record(page: Page, command: string, input: unknown, name: string): Promise<void> {
  const reply = await ask(page, command, input);
  if (!reply.ok) return;
  const { value } = reply.value as { value: string };
  // What signed a call is kept nowhere: what is revealed then still has dots in its place.
  if (value.includes('••••••')) return;
  if (value.length >= WORTH_SEARCHING) recordSecret(name, value);
}

/** A passkey's private key is not shown, only copied. The clipboard is left as it was. */
async function recordPasskey({ app, page }: Shown, id: string, name: string): Promise<void> {
  const before = await app.evaluate(({ clipboard }) => clipboard.readText());
  await valueOf(page, 'things.copy', { id });
  const text = await app.evaluate(({ clipboard }, old) => {
    const copied = clipboard.readText();
    clipboard.writeText(old);
    return copied;
  }, before);
  recordSecret(name, (JSON.parse(text) as { privateKey: string }).privateKey);
}
