import type { adoptCommands } from '../../contract/adopt.ts';
import type { Handlers } from '../../contract.ts';
import { adopt, adoptableOf } from '../evidence/adopt.ts';
import { keepPaste, pasteView } from '../evidence/paste.ts';
import { createReproductions } from '../evidence/reproduce.ts';
import type { Bringing } from '../history/bring-back.ts';
import type { Parts } from '../parts.ts';
import type { Runs } from '../run/runs.ts';

export function adoptHandlers(
  parts: Parts,
  runs: Runs,
  bringing: Bringing,
): Pick<Handlers, keyof typeof adoptCommands> {
  const { chains } = parts;
  const reproductions = createReproductions(parts, runs, bringing);
  return {
    'paste.read': ({ text }) => pasteView(parts, text),
    'paste.keep': ({ text, again }) => keepPaste(parts, text, again),
    'chain.adoptable': ({ chainId }) => adoptableOf(parts, chains.get(chainId)),
    'chain.adopt': ({ chainId, targetId }) => adopt(parts, chains.get(chainId), targetId),
    'chain.reproducible': ({ chainId, targetId }) => reproductions.needs(chains.get(chainId), targetId),
    'chain.reproduce': ({ chainId, targetId, given = {}, confirmed }) =>
      reproductions.start(chains.get(chainId), targetId, given, confirmed),
    'reproduction.goOn': async ({ chainId, given = {} }) => {
      await reproductions.goOn(chains.get(chainId), given);
      return null;
    },
    'reproduction.verdict': ({ chainId }) => reproductions.verdict(chains.get(chainId)),
  };
}
