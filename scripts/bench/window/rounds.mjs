import { ask } from './launch.mjs';

export const POOL = 'eu-west-1_Qc7Mv4wTz';

/** A sign-in without end: the trigger asks once more whatever is answered. */
const ASK_AGAIN = `export const handler = async (event) => {
  event.response.challengeName = 'CUSTOM_CHALLENGE';
  return event;
};
`;

/** Makes una's custom challenge one that never ends, and begins it by a click on the start screen. */
export async function beginRounds(page) {
  await ask(page, 'sandbox.setTrigger', {
    userPoolId: POOL,
    trigger: 'DefineAuthChallenge',
    source: ASK_AGAIN,
  });
  await page.getByRole('button', { name: /^Step una: / }).click();
  await page.getByRole('region', { name: 'Answer CUSTOM_CHALLENGE' }).waitFor();
  const [{ chainId }] = await ask(page, 'chains.list');
  return chainId;
}

/** Answers round after round by the host's own commands, until the chain has so many steps. */
export async function growTo(page, chainId, steps) {
  await page.evaluate(
    async ([id, count]) => {
      const { ask: put, listen } = window.countersign;
      const { value: events } = await put('chain.events', { chainId: id });
      const sent = events.filter(({ type }) => type === 'step.sent');
      let parentId = sent.at(-1).stepId;
      for (let at = sent.length; at < count; at += 1) {
        const answered = new Promise((resolve) => {
          const stop = listen((told) => {
            if (told.type !== 'chain.event' || told.event.type !== 'step.ended') return;
            stop();
            resolve(told.event.stepId);
          });
        });
        const answer = {
          name: 'CUSTOM_CHALLENGE',
          inputs: { ANSWER: 'a guess' },
          responses: {},
          members: {},
        };
        const reply = await put('chain.answer', { chainId: id, parentId, answer });
        if (!reply.ok) throw new Error(reply.error.detail);
        parentId = await answered;
      }
    },
    [chainId, steps],
  );
}
