import { type Paging, pagingOf } from '@core/cognito/service/results.ts';
import { isFault } from '@core/form/form.ts';
import { resultOf } from '@core/host/service/ask.ts';
import type { JsonObject, JsonValue } from '@core/json.ts';
import { EXIT } from '../exit-codes.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { withAdminHost } from './admin-host.ts';
import { guardProduction } from './guard.ts';
import type { TypedOperation } from './operation-command.ts';
import { type Answered, outputText } from './output/output.ts';
import { allPages, type PageWish } from './pages.ts';
import { exitOfFault, faultLines, type Refusal, refusalText } from './refusal-text.ts';
import { checkBody, typedBody } from './request-body.ts';
import { shownResult } from './result-text.ts';
import { sendingTo } from './sending.ts';
import { exampleResult, skeletonText } from './skeleton-text.ts';
import { vaultFollows } from './vault-follows.ts';
import { whereFor, withTargets } from './where.ts';

/** Columns where nothing is a screen, as the AWS CLI has it. */
const NO_SCREEN = 80;

/** Calls an operation as it was typed and prints what came, as the AWS CLI does. @returns the exit code */
export async function callOperation(
  typed: TypedOperation,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const { operation } = typed;
  try {
    if (typed.skeleton === 'input') {
      terminal.out(skeletonText(operation));
      return EXIT.ok.code;
    }
    const came = await resultFor(typed, around, terminal);
    if ('refused' in came) {
      terminal.err(refusalText(operation, came.refused));
      return came.refused.kind === 'failure' ? EXIT.unanswered.code : EXIT.refused.code;
    }
    const columns = around.outIsScreen ? process.stdout.columns || NO_SCREEN : NO_SCREEN;
    terminal.out(await outputText(operation, came, typed.output, columns));
    return EXIT.ok.code;
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultLines(error, operation));
    return exitOfFault(error);
  }
}

type Came = Answered | { readonly refused: Refusal };

async function resultFor(typed: TypedOperation, around: Surroundings, terminal: Terminal): Promise<Came> {
  const { operation, record, data, where, confirm, pages, skeleton } = typed;
  const said = await typedBody(typed, around);
  // Only a saved target adds to what was typed: else what is missing is told before where it would go.
  if (where.target === undefined) checkBody(typed, said);
  return withAdminHost({ data, record }, around, async (at) => {
    const target = await whereFor(at.call, where, said, around.env);
    const body = withTargets(operation, said, target);
    checkBody(typed, body);
    if (skeleton !== undefined) return { result: exampleResult(operation) };
    await guardProduction(at.call, { operation, body, target }, confirm, around);
    const send = sendingTo(at, target, {
      record,
      waiting: (ms) => terminal.err(`The service asks to slow down. It is sent again in ${String(ms)} ms.\n`),
    });
    let refused: Refusal | undefined;
    const once = async (request: JsonObject): Promise<JsonObject> => {
      const reply = await send(operation, request);
      if (reply.kind === 'error' || reply.kind === 'failure') {
        refused = reply;
        throw new Refused();
      }
      await vaultFollows({ operation, body: request, target }, around, terminal);
      return shownResult(operation, resultOf(reply));
    };
    const paging = pagingOf(operation);
    // Whoever names a page in JSON has that page, as with version 2 of the AWS CLI.
    const manual = paging === undefined || paging.token in body || paging.limit in body;
    try {
      return manual || pages === undefined
        ? { result: await once(body) }
        : await inPages(paging, body, pages, once);
    } catch (error) {
      if (error instanceof Refused && refused !== undefined) return { refused };
      throw error;
    }
  });
}

/** The pages as they come: what a page has beside its list is its place alone, and the last one's is told by itself. */
async function inPages(
  paging: Paging,
  body: JsonObject,
  wish: PageWish,
  once: (request: JsonObject) => Promise<JsonObject>,
): Promise<Answered> {
  const pages: JsonObject[] = [];
  const onPage = (items: readonly JsonValue[] | null) =>
    void pages.push({ [paging.items]: items === null ? null : [...items] });
  const result = await allPages(paging, body, wish, once, onPage);
  const { NextToken } = result;
  return { result, pages: NextToken === undefined ? pages : [...pages, { NextToken: { NextToken } }] };
}

/** Ends a list at the page that was refused. */
class Refused extends Error {}
