import type { InboxMessage } from '../../../contract.ts';
import { canonicalUsername, type LiveChain } from '../../live-chain.ts';
import type { CodeParts, CodeRun, CodeWish, SourceOf } from '../codes.ts';
import { lastSend } from './last-send.ts';
import { codeFrom, sourceFault, untilCode } from './until.ts';

/** The clocks' difference is known to whole seconds. Milliseconds. */
const SLACK = 1_000;

/** The newest code the sandbox sent to the chain's user since it last said that it sent one. */
export async function sandboxCode(
  parts: CodeParts,
  run: CodeRun,
  { name, source, chain, parentId, since }: CodeWish<SourceOf<'inbox'>>,
): Promise<string> {
  if (chain !== undefined && chain.target.kind !== 'sandbox')
    throw sourceFault(name, `${name} comes from the sandbox’s inbox, and the run is on another target.`);
  const { match, within } = source;
  return untilCode(parts, run, name, within, async () => {
    const all = (await parts.sandbox.ask('GET', 'inbox')) as InboxMessage[];
    const from = chain === undefined ? since : sinceOf(parts, chain, parentId, since);
    const fresh = toUser(
      all.filter(({ at }) => at >= from),
      chain,
      parentId,
    );
    const newest = fresh.at(-1);
    if (newest === undefined) {
      const why = all.length === 0 ? 'the sandbox’s inbox is empty' : 'the sandbox sent none since';
      return { kind: 'not yet', why };
    }
    const code = match === undefined ? newest.code : codeFrom(name, newest.text, match);
    return code === undefined
      ? { kind: 'not yet', why: 'match finds nothing in the newest message' }
      : { kind: 'code', code };
  });
}

/** By the sandbox's clock, which may have been moved since: what it said itself comes first. */
function sinceOf({ sandbox }: CodeParts, chain: LiveChain, parentId: string | null, since: number): number {
  const sent = lastSend(chain, parentId);
  if (sent?.serverAt !== undefined && sent.at === since) return sent.serverAt;
  return since + sandbox.ahead(chain.target.id) - SLACK;
}

/** Signed in by an alias, the user may go by another name there: then all that came. */
function toUser(
  messages: readonly InboxMessage[],
  chain: LiveChain | undefined,
  parentId: string | null,
): readonly InboxMessage[] {
  if (chain === undefined) return messages;
  const names = new Set([chain.username, canonicalUsername(chain, parentId)]);
  const own = messages.filter(({ username }) => names.has(username));
  return own.length > 0 ? own : messages;
}
