import { describe, expect, it } from 'vitest';
import type { Answer } from '../../contract.ts';
import type { Recorded } from '../../contract/scenario.ts';
import { readScenario } from '../../scenario/read.ts';
import { drivenHost, type DrivenHost } from '../testing/driven-host.ts';

async function recorded(test: DrivenHost, chainId: string): Promise<Recorded> {
  await test.chain(chainId);
  return test.value('scenario.record', { chainId });
}

describe('what a recording says at the head of the file', () => {
  it.each(['bob', 'una'])(
    'is nothing of the sandbox while that is as its seed has it: %s',
    async (username) => {
      const test = await drivenHost();
      const { notes } = await recorded(test, await test.begin(username));
      expect(notes.filter((note) => /sandbox|trigger|ways|fault/.test(note))).toEqual([]);
    },
  );

  it('are fault rules, those that are gone by now, too', async () => {
    const test = await drivenHost();
    await test.value('sandbox.start', {});
    const rule = 'InitiateAuth -> TooManyRequestsException';
    const [{ id = '' } = {}] = await test.value('sandbox.addFault', { rule });
    const chainId = await test.begin('bob');
    const { text } = await recorded(test, chainId);
    expect(text).toContain(
      `# The sandbox had a fault rule, InitiateAuth id=${id} -> TooManyRequestsException.`,
    );
    await test.value('sandbox.removeFault', { id });
    const after = await recorded(test, chainId);
    expect(after.text).toContain('# USER_SRP_AUTH met a fault rule of the sandbox that is gone by now.');
    expect(after.text).not.toContain(`id=${id}`);
  });

  it('are settings and triggers that are not the seed’s', async () => {
    const test = await drivenHost();
    await test.value('sandbox.start', {});
    await test.value('sandbox.changeSettings', {
      settings: { codeLockout: false },
      statusProfile: 'documented',
    });
    const chainId = await test.begin('bob');
    const userPoolId = (await test.chain(chainId)).target.userPoolId ?? '';
    const source = 'export const handler = async (event) => event;';
    await test.value('sandbox.setTrigger', { userPoolId, trigger: 'PreAuthentication', source });
    const { text } = await recorded(test, chainId);
    expect(text).toContain('# The sandbox had another setting, codeLockout: false.');
    expect(text).toContain('# The sandbox had another setting, statusProfile: documented.');
    expect(text).toContain('# The pool had a trigger of its own, PreAuthentication.');
  });

  it('are the other ways of a chain that forks', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('dee');
    const parentId = (await test.answer(chainId, {})).pending?.stepId ?? '';
    await test.answer(chainId, { ANSWER: 'SMS_MFA' });
    const of = (await test.chain(chainId)).steps.at(-1)?.id ?? '';
    const inputs = { ANSWER: 'SOFTWARE_TOKEN_MFA' };
    const answer: Answer = { name: 'SELECT_MFA_TYPE', inputs, responses: {}, members: {} };
    await test.value('chain.answer', { chainId, parentId, answer, branch: { kind: 'live', of } });
    const { text } = await recorded(test, chainId);
    expect(text).toContain(
      '# The chain went 2 ways, and this file goes the one to step 4, SELECT_MFA_TYPE. For another, select its last step and record that: step 3, SELECT_MFA_TYPE.',
    );
  });

  it('is a body that was written by hand', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('ann');
    await test.answer(chainId, {});
    await test.answer(chainId, {}, { rawBody: '{}' });
    const { text } = await recorded(test, chainId);
    expect(text).toContain('# SOFTWARE_TOKEN_MFA was sent as text');
  });
});

describe('bends that are maps', () => {
  it('have references where they had secrets, and the file is good', async () => {
    const test = await drivenHost();
    const chainId = await test.begin('ann');
    await test.answer(chainId, {});
    await test.answer(
      chainId,
      { SOFTWARE_TOKEN_MFA_CODE: '123123' },
      {
        members: {
          ChallengeResponses: {
            USERNAME: 'ann',
            PASSWORD: 'Green-Meadow-77',
            SECRET_HASH: 'aGFzaC1vZi1pdA==',
          },
          ClientMetadata: { api_key: 'Green-Meadow-78', deep: { more: ['Green-Meadow-79'] } },
          AnalyticsMetadata: { list: [{ api_key: 'Green-Meadow-80', plain: 'kept' }] },
        },
      },
    );
    const { text, file } = await recorded(test, chainId);
    expect(text).not.toMatch(/Green-Meadow|aGFzaC/);
    expect(text).toContain("PASSWORD: '${PASSWORD}'");
    expect(text).toContain("api_key: '${api_key}'");
    expect(text).toContain('plain: kept');
    expect(readScenario(text, file).faults).toEqual([]);
  });
});
