import type { Result } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** What is asked before something that may harm a real user. */
export interface HarmAsk {
  /** Counts the questions: no answer to one is one to the next. */
  readonly id: number;
  /** What it may do, as the host says it. */
  readonly text: string;
  /** What has to be typed. */
  readonly typed: string;
  /** Called once. */
  readonly answer: (go: boolean) => void;
}

/** The question before a production target is sent what counts on a user or sends a message: one at a time. */
export const useHarm = defineStore('harm', () => {
  const asked = shallowRef<HarmAsk>();
  let count = 0;

  function ask(text: string, typed: string): Promise<boolean> {
    asked.value?.answer(false);
    return new Promise((resolve) => {
      const answer = (go: boolean): void => {
        if (asked.value?.answer === answer) asked.value = undefined;
        resolve(go);
      };
      asked.value = { id: ++count, text, typed, answer };
    });
  }

  /**
   * Sends, and asks first where the host wants that; what was not confirmed comes back as the host refused it.
   * @param name the target's, which is to be typed
   */
  async function guarded<T>(
    name: string,
    send: (confirmed: { readonly confirmed?: string }) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const first = await send({});
    if (first.ok || first.error.code !== 'HARM_UNCONFIRMED') return first;
    return (await ask(first.error.detail, name)) ? send({ confirmed: name }) : first;
  }

  return { asked, guarded };
});
