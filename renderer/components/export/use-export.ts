import type { ExportPreview, OfferedFormat } from '@core/contract/handover.ts';
import type { Fault } from '@core/form/form.ts';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { call } from '../../port.ts';

/** Characters; the host refuses fewer. */
export const SHORTEST_PASSPHRASE = 12;

export interface ChainExport {
  /** Those that can hold as many chains. */
  readonly formats: ComputedRef<readonly OfferedFormat[]>;
  readonly format: Ref<string>;
  readonly chosen: ComputedRef<OfferedFormat | undefined>;
  readonly secrets: Ref<'redacted' | 'unredacted'>;
  readonly passphrase: Ref<string>;
  readonly again: Ref<string>;
  /** What a redacted file would be; undefined while it is made. */
  readonly preview: Ref<ExportPreview | undefined>;
  readonly fault: Ref<Fault | undefined>;
  readonly busy: Ref<boolean>;
  readonly ready: ComputedRef<boolean>;
  /** Begins anew, with the format that was chosen last. */
  begin(): Promise<void>;
  /** Nothing of a passphrase stays. */
  end(): void;
  /** The name it was saved under; undefined where no place was chosen or it was refused. */
  save(): Promise<string | undefined>;
}

/** One export: what is chosen, what it would come to, and the writing of it. */
export function useExport(chainIds: () => readonly string[]): ChainExport {
  const all = ref<readonly OfferedFormat[]>([]);
  const formats = computed(() => all.value.filter(({ single }) => !single || chainIds().length === 1));
  const format = ref('bundle');
  const chosen = computed(() => formats.value.find(({ id }) => id === format.value));
  const secrets = ref<'redacted' | 'unredacted'>('redacted');
  const passphrase = ref('');
  const again = ref('');
  const preview = ref<ExportPreview>();
  const fault = ref<Fault>();
  const busy = ref(false);
  let asked = 0;

  const ready = computed(() =>
    secrets.value === 'redacted'
      ? preview.value !== undefined && preview.value.refused === undefined
      : passphrase.value.length >= SHORTEST_PASSPHRASE && passphrase.value === again.value,
  );

  async function look(): Promise<void> {
    const turn = (asked += 1);
    preview.value = undefined;
    fault.value = undefined;
    const result = await call('export.preview', { chainIds: [...chainIds()], format: format.value });
    // What was asked for since then is what counts.
    if (turn !== asked) return;
    if (result.ok) preview.value = result.value;
    else fault.value = result.error;
  }

  watch(format, () => {
    if (chosen.value?.unredacted === false) secrets.value = 'redacted';
    void look();
  });

  return {
    formats,
    format,
    chosen,
    secrets,
    passphrase,
    again,
    preview,
    fault,
    busy,
    ready,
    async begin() {
      secrets.value = 'redacted';
      const result = await call('export.formats', {});
      if (!result.ok) return void (fault.value = result.error);
      all.value = result.value;
      if (chosen.value === undefined) format.value = formats.value[0]?.id ?? '';
      await look();
    },
    end() {
      asked += 1;
      passphrase.value = '';
      again.value = '';
      preview.value = undefined;
    },
    async save() {
      busy.value = true;
      fault.value = undefined;
      const locked = secrets.value === 'unredacted' ? { passphrase: passphrase.value } : {};
      const wish = { chainIds: [...chainIds()], format: format.value, secrets: secrets.value, ...locked };
      const result = await call('chain.export', wish);
      busy.value = false;
      if (result.ok) return result.value?.name;
      fault.value = result.error;
      return undefined;
    },
  };
}
