import type { Batch, BatchHead, BatchUser, BulkPlan } from '@core/contract/bulk.ts';
import { plain, plainLines } from '../plain-text.ts';

/** A plan for a person; with `lines`, as commands of the AWS CLI too. */
export function planText(plan: BulkPlan, lines: boolean): string {
  const rows = plan.recipes.map(({ usernames, state, factor, outcome, impossible, calls, filledIn }) => {
    const head = `  ${String(usernames.length).padStart(4)} × ${state} ${factor}`.padEnd(48);
    if (impossible !== undefined) return `${head} not possible: ${impossible}\n`;
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
export function endText({ batchId, counts, fault }: Batch, typed: string): string {
  const id = batchId.slice(0, 8);
  const open = counts.waiting + counts.making;
  return [
    ...(fault === undefined ? [] : [`It ended before its end: ${plain(fault.detail)} (${fault.code})\n`]),
    `Batch ${id}: ${counted(counts.made, 'user')} made, ${String(counts.failed)} failed, ${String(open)} to go.\n`,
    ...(open > 0 ? [`Go on with ${typed} create-test-users --resume ${id}\n`] : []),
    ...(counts.failed > 0
      ? [`Try the failed again with ${typed} create-test-users --retry ${id} [--user NAME]\n`]
      : []),
    `Remove them with ${typed} remove-test-users ${id}\n`,
  ].join('');
}

/** What a removal came to, and how those are tried again that it failed with. */
export function removedText({ batchId, counts, users, fault }: Batch, typed: string): string {
  const { removed, 'left alone': alone, 'not removed': kept } = counts;
  const id = batchId.slice(0, 8);
  const left = users.length - removed - alone;
  return [
    ...(fault === undefined ? [] : [`It ended before its end: ${plain(fault.detail)} (${fault.code})\n`]),
    `${counted(removed, 'user')} removed, ${String(alone)} left alone, ${String(left)} still there.\n`,
    ...(kept > 0
      ? [
          `${counted(kept, 'removal')} failed. Try again with ${typed} remove-test-users ${id}\n`,
          `or one alone with ${typed} remove-test-users ${id} --user NAME\n`,
        ]
      : []),
  ].join('');
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
