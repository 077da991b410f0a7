import { chainOf } from '@core/chain/model.ts';
import type { Prediction } from '@core/chain/why/predicted.ts';
import type { Why } from '@core/chain/why/why.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import { sampleChain } from '../../testing/sample-chain.ts';
import StartForm from '../answer/StartForm.vue';
import NextChallenge from './NextChallenge.vue';
import PredictedLine from './PredictedLine.vue';
import WhySection from './WhySection.vue';

const EVENTS = sampleChain('c', Date.now() - 30_000, 2);
const [STEP] = chainOf(EVENTS)?.steps ?? [];
const prediction: Prediction = {
  names: ['SMS_MFA'],
  verdict: 'known',
  because: 'The user prefers it.',
  from: 'pool',
};

describe('what comes next', () => {
  it('stands above the form once a name is typed, and who will be refused is told', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const host = fakeHost(
        {},
        {
          'chain.next': async ({ answer }) => {
            const unknown = { ...prediction, verdict: 'unknown' as const };
            if (answer.inputs['USERNAME'] === 'una') return unknown;
            if (answer.inputs['USERNAME'] === 'lack')
              return { ...unknown, unread: ['AdminGetUser: no right'] };
            return answer.inputs['USERNAME'] === 'kim'
              ? { ...prediction, names: ['NotAuthorizedException'], because: 'The user is disabled.' }
              : prediction;
          },
        },
      );
      const { page } = await mountWithHost(StartForm, { host, route: '/new' });
      await vi.runAllTimersAsync();
      expect(page.find('[aria-label="Predicted"]').exists()).toBe(false);
      const username = page.get<HTMLInputElement>('input[data-answer="field"]');
      await username.setValue('ann');
      await vi.runAllTimersAsync();
      await flushPromises();
      expect(page.get('[aria-label="Predicted"]').text()).toContain('Next, if accepted');
      expect(page.get('[aria-label="Predicted"]').text()).toContain('SMS_MFA');
      await username.setValue('kim');
      await vi.runAllTimersAsync();
      await flushPromises();
      expect(page.get('[aria-label="Predicted"]').text()).toContain('Will be refused');
      // Anything may come: nothing is said, unless a right is lacking.
      await username.setValue('una');
      await vi.runAllTimersAsync();
      await flushPromises();
      expect(page.find('[aria-label="Predicted"]').exists()).toBe(false);
      await username.setValue('lack');
      await vi.runAllTimersAsync();
      await flushPromises();
      expect(page.get('[aria-label="Predicted"]').text()).toContain('AdminGetUser: no right');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('NextChallenge', () => {
  const besides = [
    {
      verdict: 'inferred' as const,
      says: 'A trigger may refuse it.',
      names: ['UserLambdaValidationException'],
    },
  ];

  it('says of every statement how sure it is', async () => {
    const tempered = { ...prediction, verdict: 'inferred' as const, besides };
    const shown = async (next: Prediction, brief = false) =>
      (await mountWithHost(NextChallenge, { props: { prediction: next, brief } })).page;
    const text = (await shown(tempered)).text();
    expect(text).toContain('probably');
    expect(text.match(/inferred/g)).toHaveLength(2);
    expect(text).toContain('A trigger may refuse it.');
    const plain = (await shown(prediction)).text();
    expect(plain).toContain('known');
    expect(plain).not.toContain('inferred');
    const brief = (await shown(tempered, true)).get('[aria-label="Predicted"]').attributes('title');
    expect(brief).toBe('The user prefers it. (inferred)\nA trigger may refuse it. (inferred)');
  });

  it('says what could not be read, with the IAM action that is lacking, and guesses nothing for it', async () => {
    const unread = [
      'DescribeUserPool: The credentials lack cognito-idp:DescribeUserPool. User: arn:x is not',
    ];
    const unknown = { ...prediction, verdict: 'unknown' as const, because: 'Both decide.', unread };
    const shown = async (next: Prediction) =>
      (await mountWithHost(NextChallenge, { props: { prediction: next } })).page.get(
        '[aria-label="Predicted"]',
      );
    const page = await shown(unknown);
    expect(page.text()).toContain('What comes next can’t be told');
    expect(page.text()).not.toContain('SMS_MFA');
    expect(page.get('[aria-label="What could not be read"]').text()).toBe(
      'Not readDescribeUserPool: The credentials lack cognito-idp:DescribeUserPool.',
    );
    expect(page.get('[aria-label="What could not be read"] li').attributes('title')).toBe(unread[0]);
    expect((await shown({ ...prediction, unread })).text()).toContain('SMS_MFA');
  });

  it('tells a refusal that is known from one that is likely', async () => {
    const names = ['NotAuthorizedException'];
    const lead = async (verdict: Prediction['verdict']) =>
      (await mountWithHost(NextChallenge, { props: { prediction: { ...prediction, names, verdict } } })).page
        .get('[aria-label="Predicted"]')
        .text();
    expect(await lead('known')).toContain('Will be refused');
    expect(await lead('inferred')).toContain('Will probably be refused');
  });
});

describe('PredictedLine', () => {
  const lineOf = async (verdict: 'fits' | 'refused' | 'differs') => {
    const predicted = { prediction, came: 'X', verdict, says: `It ${verdict}.` };
    const host = fakeHost({}, { 'chain.predicted': async () => predicted });
    const { page } = await mountWithHost(PredictedLine, { host, props: { chainId: 'c', step: STEP } });
    await flushPromises();
    return page.text();
  };

  it('says whether it came so', async () => {
    expect(await lineOf('fits')).toContain('came as predicted');
    expect(await lineOf('refused')).toContain('not accepted');
    expect(await lineOf('differs')).toContain('It differs.');
  });

  it('is nothing where nothing was predicted', async () => {
    const { page } = await mountWithHost(PredictedLine, { props: { chainId: 'c', step: STEP } });
    expect(page.text()).toBe('');
  });
});

describe('why, where credentials would tell', () => {
  it('reads pool, client and user once somebody wants it, and says what could not be read', async () => {
    const why: Omit<Why, 'from'> = {
      name: 'SMS_MFA',
      reasons: [],
      expected: { names: ['SMS_MFA'], verdict: 'known', because: 'So it is.' },
    };
    const host = fakeHost(
      {},
      {
        'chain.why': async ({ read }) =>
          read
            ? { ...why, from: 'pool', unread: ['AdminGetUser: The credentials lack it.'] }
            : { ...why, from: 'chain', readable: true },
      },
    );
    const { page } = await mountWithHost(WhySection, { host, props: { chainId: 'c', stepId: 'step-2' } });
    expect(page.text()).toContain('Read from the chain only.');
    await page.get('button').trigger('click');
    await flushPromises();
    expect(page.text()).toContain('with AWS credentials');
    expect(page.text()).toContain('AdminGetUser: The credentials lack it.');
    expect(page.find('button').exists()).toBe(false);
  });
});
