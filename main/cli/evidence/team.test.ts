import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { drivenHost } from '@core/host/testing/driven-host.ts';
import { openTeamHistory } from '../../ports/team-history/team-history.ts';
import { usePostgres } from '../../testing/postgres.ts';
import { EXIT } from '../exit-codes.ts';
import { type Shell, shell } from './testing/typed.ts';

/** Views and files are loaded on demand, and the machine may be busy. */
const PATIENCE = { timeout: 20_000 };

const postgres = usePostgres();
let at: Shell;
let env: { COUNTERSIGN_HISTORY: string };
let id: string;

beforeAll(async () => {
  at = shell();
  env = { COUNTERSIGN_HISTORY: await postgres().fresh() };
  const window = await drivenHost({ team: { open: openTeamHistory } });
  await vi.waitFor(
    async () => expect((await window.value('vault.state', {})).kind).toBe('keychain'),
    PATIENCE,
  );
  await window.value('team.connect', { url: env.COUNTERSIGN_HISTORY, by: 'Kim' });
  id = await window.begin('ann');
  await window.chain(id);
  expect(await window.value('team.publish', { chainId: id, note: 'Seen on staging' })).toEqual({
    kind: 'delivered',
  });
  await window.host.close();
});
afterAll(() => at.remove());

describe('the team’s history in the terminal', () => {
  it('is searched as the own one is, where COUNTERSIGN_HISTORY says, and without one of its own', async () => {
    const { code, out, err } = await at.type(['history', 'search', '--team', 'user:ann'], { env });
    expect({ code, err }).toEqual({ code: EXIT.ok.code, err: '' });
    expect(out).toMatch(new RegExp(`^${id} .* ann `));
    const none = await at.type(['history', 'search', '--team', 'user:nobody'], { env });
    expect(none).toMatchObject({ code: EXIT.ok.code, out: '', err: 'No chain fits.\n' });
  });

  it('shows a chain by the beginning of its id, with what is said of it', async () => {
    const { code, out, err } = await at.type(['history', 'show', '--team', id.slice(0, 8)], { env });
    expect({ code, err }).toEqual({ code: EXIT.ok.code, err: '' });
    expect(out).toContain(`chain ${id}\n`);
    expect(out).toMatch(/published by Kim\n\nKim, \S+Z\nSeen on staging\n$/);
    // As a folder shows it that it was opened in.
    const { out: same } = await at.type(['history', 'show', '--team', `team-${id.slice(0, 8)}`], { env });
    expect(same).toBe(out);
    const { out: json } = await at.type(['history', 'show', '--team', id, '--json'], { env });
    expect(JSON.parse(json)).toMatchObject({
      chainId: id,
      comments: [{ by: 'Kim', text: 'Seen on staging' }],
    });
  });

  it('is said to be none where none is connected, and leaves the own history alone', async () => {
    const { code, err } = await at.type(['history', 'search', '--team']);
    expect(code).toBe(EXIT.unusable.code);
    expect(err).toContain('(TEAM_NONE)');
    const own = await at.type(['history', 'search'], { env });
    expect(own.err).toMatch(/^There is no history in /);
  });
});
