import type { Batch, BatchHead, BatchUser, BulkPlan, BulkRemoval, NotPossible } from '@core/contract/bulk.ts';
import { plain, plainLines } from '../plain-text.ts';

/** A plan for a person; with `lines`, as commands of the AWS CLI too. */
export function planText(plan: BulkPlan, lines: boolean): string {
  const rows = plan.recipes.map(({ usernames, state, factor, outcome, impossible, calls, filledIn }) => {
    const head = `  ${String(usernames.length).padStart(4)} × ${state} ${factor}`.padEnd(48);
    if (impossible !== undefined)
      return `${head} not possible: ${plain(impossible)}\n       ${plain(usernames.join(', '))}\n`;
    const [first = ''] = usernames;
    const filled = filledIn.length === 0 ? '' : `       filled in: ${filledIn.join(', ')}\n`;
    const shown = lines
      ? calls.map(
          ({ says, sends, cli }) =>
            `       # ${says}${sends === undefined ? '' : ` (sends ${sends})`}\n${indented(cli)}\n`,
        )
      : [];
    return `${head} ${plain(first)}${usernames.length > 1 ? ' …' : ''} → ${outcome}\n${filled}${shown.join('')}`;
  });
  const unread = plan.unread.map(
    ({ operation, code, detail }) =>
      `Not read, and planned without: ${operation}: ${plain(detail)} (${code})\n`,
  );
  const messages = plan.messages === 0 ? 'no message' : counted(plan.messages, 'message');
  return [
    `${plain(plan.target.name)} ${plain(plan.target.userPoolId)}\n`,
    ...rows,
    ...unread,
    `${counted(plan.users, 'user')}, ${counted(plan.calls, 'call')}, ${messages}.\n`,
    ...(plan.notPossible > 0 ? [`${counted(plan.notPossible, 'user')} can’t be made.\n`] : []),
  ].join('');
}

/** One user's line, once there is something to say of them. */
export function userText({ username, state, factor, status, outcome, fault }: BatchUser): string {
  const name = plain(username);
  if (fault !== undefined) {
    const at = fault.operation === undefined ? '' : `${fault.operation}: `;
    return `✕ ${name}  ${at}${plain(fault.detail)} (${fault.code})\n`;
  }
  switch (status) {
    case 'made':
      return `✓ ${name}  ${state} ${factor} → ${outcome}\n`;
    case 'removed':
      return `✓ ${name}  removed\n`;
    case 'left alone':
      return `⚠ ${name}  is somebody else’s by now, and was left alone\n`;
    case 'already gone':
      return `◌ ${name}  was gone already\n`;
    case 'never made':
      return `◌ ${name}  was never made\n`;
    default:
      return `◌ ${name}  ${status}\n`;
  }
}

export function batchText({ batchId, name, userPoolId, createdAt, counts, doing }: BatchHead): string {
  const numbers = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${String(count)} ${status}`)
    .join(', ');
  const now = doing === 'nothing' ? '' : ` · ${doing === 'elsewhere' ? 'under way elsewhere' : doing}`;
  return `${batchId.slice(0, 8)}  ${new Date(createdAt).toISOString()}  ${plain(name)}  ${plain(userPoolId)}  ${numbers}${now}\n`;
}

/** What a batch came to, and how it goes on. */
export function endText({ batchId, counts, fault, notPossible }: Batch, typed: string): string {
  const id = batchId.slice(0, 8);
  const open = counts.waiting + counts.making;
  const said = [
    `${counted(counts.made, 'user')} made`,
    `${String(counts.failed)} failed`,
    `${String(open)} to go`,
    ...(notPossible.length > 0 ? [`${String(notPossible.length)} not possible`] : []),
  ];
  return [
    ...notPossible.map(notPossibleText),
    ...(fault === undefined ? [] : [`It ended before its end: ${plain(fault.detail)} (${fault.code})\n`]),
    `Batch ${id}: ${said.join(', ')}.\n`,
    ...(open > 0 ? [`Go on with ${typed} create-test-users --resume ${id}\n`] : []),
    ...(counts.failed > 0
      ? [`Try the failed again with ${typed} create-test-users --retry ${id} [--user NAME]\n`]
      : []),
    `Remove them with ${typed} remove-test-users ${id}\n`,
  ].join('');
}

function notPossibleText({ username, why }: NotPossible): string {
  return `⚠ ${plain(username)}  not made: ${plain(why)}\n`;
}

/** Where users are, for a person. One that is named by its pool alone is not said twice. */
export function placeText({ name, userPoolId }: Omit<BulkPlan['target'], 'production'>): string {
  return name === userPoolId ? plain(name) : `${plain(name)} (${plain(userPoolId)})`;
}

const MOST_NAMED = 10;

/** What a removal will do, before it is done. */
export function removalText({ target, usernames }: BulkRemoval): string {
  if (usernames.length === 0) return `There is nobody to remove from ${placeText(target)}.`;
  const more = usernames.length - MOST_NAMED;
  const names = usernames.slice(0, MOST_NAMED).map(plain).join(', ');
  const others = more > 0 ? ` and ${more.toLocaleString('en-US')} more` : '';
  return `${counted(usernames.length, 'user')} will be removed from ${placeText(target)}: ${names}${others}.`;
}

/** How many of a batch are, or may be, in the pool after a removal. */
export function stillThere({ counts, users }: Batch): number {
  const { removed, 'left alone': alone, 'already gone': gone, 'never made': never } = counts;
  return users.length - removed - alone - gone - never;
}

/**
 * What a removal came to, and how those are tried again that it failed with.
 * @param before the batch as it was: what earlier removals came to is told apart
 */
export function removedText(batch: Batch, before: Batch, typed: string): string {
  const { batchId, counts, fault } = batch;
  const since = (status: BatchUser['status']) => counts[status] - before.counts[status];
  const kept = counts['not removed'];
  const [gone, never] = [since('already gone'), since('never made')];
  const id = batchId.slice(0, 8);
  const nobody = [
    ...(gone > 0 ? [`${String(gone)} ${gone === 1 ? 'was' : 'were'} gone already`] : []),
    ...(never > 0 ? [`${String(never)} ${never === 1 ? 'was' : 'were'} never made`] : []),
  ];
  return [
    ...(fault === undefined ? [] : [`It ended before its end: ${plain(fault.detail)} (${fault.code})\n`]),
    `${counted(since('removed'), 'user')} removed, ${String(since('left alone'))} left alone, ${String(stillThere(batch))} still there.\n`,
    ...(nobody.length > 0 ? [`${nobody.join(', ')}.\n`] : []),
    ...earlierText(before),
    ...(kept > 0
      ? [
          `${counted(kept, 'removal')} failed. Try again with ${typed} remove-test-users ${id}\n`,
          `or one alone with ${typed} remove-test-users ${id} --user NAME\n`,
        ]
      : []),
  ].join('');
}

/** The statuses that end a removal stay as they are: each run's own are those that came with it. */
function earlierText({ counts }: Batch): string[] {
  const words = {
    removed: 'removed',
    'left alone': 'left alone',
    'already gone': 'gone already',
    'never made': 'never made',
  } as const;
  const some = (['removed', 'left alone', 'already gone', 'never made'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${String(counts[status])} ${words[status]}`);
  return some.length === 0 ? [] : [`Earlier: ${some.join(', ')}.\n`];
}

export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}

function indented(text: string): string {
  return plainLines(text)
    .split('\n')
    .map((line) => `       ${line}`)
    .join('\n');
}
