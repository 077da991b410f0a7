import type { FaultInForce } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { ref, watch } from 'vue';
import { call } from '../../port.ts';
import { announce } from '../../ui/announce.ts';
import { emptyDraft, type FaultDraft } from './fault-draft.ts';
import { readFaultLine } from './read-fault-line.ts';
import { writeFaultLine } from './write-fault-line.ts';

/**
 * A fault rule in the making, as fields and as one line. Each fills the other; a line the fields can't hold is what is
 * sent, and the fields keep the last rule that could be read.
 * @param added hears all rules after one was put in force
 */
export function useFaultForm(added: (rules: FaultInForce[]) => void) {
  const draft = ref<FaultDraft>(emptyDraft);
  const line = ref('');
  /** Whether the fields say what the line says. */
  const inFields = ref(true);
  const problem = ref<Fault>();
  const busy = ref(false);
  watch(line, () => (problem.value = undefined));

  function change(part: Partial<FaultDraft>): void {
    draft.value = { ...draft.value, ...part };
    line.value = writeFaultLine(draft.value);
    inFields.value = true;
  }

  function write(text: string): void {
    line.value = text;
    const read = text.trim() === '' ? emptyDraft : readFaultLine(text);
    inFields.value = read !== undefined;
    if (read !== undefined) draft.value = read;
  }

  async function send(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const sent = line.value;
    const result = await call('sandbox.addFault', { rule: sent });
    busy.value = false;
    if (!result.ok) {
      problem.value = result.error;
      announce(result.error.detail, 'assertive');
      return;
    }
    announce(draft.value.id === '' ? 'Fault rule added' : 'Fault rule changed');
    if (line.value === sent) write('');
    added(result.value);
  }

  return { draft, line, inFields, problem, busy, change, write, send };
}
