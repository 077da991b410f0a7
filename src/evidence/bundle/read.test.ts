import { armor, Encrypter } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stored } from '../../chain/lift.ts';
import { chainOf } from '../../chain/model.ts';
import { anyLog } from '../../chain/picture/testing/any-chain.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import { BUNDLE_VERSION, bundleUps } from './format.ts';
import { pack } from './pack.ts';
import { broughtChain, looksLikeBundle, readBundle } from './read.ts';
import { anySignIn, chainOfSignIn } from './testing/any-sign-ins.ts';
import { bundleFormat } from './write.ts';

const ABOUT = { exportedAt: 1_788_000_100_000, version: '1.0.0' };
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const stored = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
const codeOf = async (bytes: Uint8Array, passphrase?: string) =>
  readBundle(bytes, passphrase === undefined ? {} : { passphrase }).then(
    () => 'read',
    (fault: { code?: string; detail?: string }) => fault.code,
  );

function sample() {
  const [signIn] = fc.sample(anySignIn, { numRuns: 1, seed: 3 });
  if (!signIn) throw new Error('there is no sample');
  const { events, secrets } = chainOfSignIn(signIn);
  return { events, secrets, annotations: { ...NO_ANNOTATIONS, notes: 'seen on Monday', pinned: true } };
}

async function frame(change: object = {}): Promise<Uint8Array> {
  const { events, annotations } = sample();
  const whole = {
    countersign: 'bundle',
    version: 1,
    made: { at: 1, version: '1.0.0' },
    redacted: true,
    chains: [{ events, annotations }],
  };
  return pack(text({ ...whole, ...change }));
}

describe('a bundle', () => {
  it('is read as it was written, and the same chains make the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLog, { minLength: 1, maxLength: 3 }), async (logs) => {
        const chains = logs.map((events) => ({ events, annotations: NO_ANNOTATIONS }));
        const bytes = await bundleFormat.write({ chains, ...ABOUT });
        expect(looksLikeBundle(bytes)).toBe(true);
        expect(await bundleFormat.write({ chains, ...ABOUT })).toEqual(bytes);
        const read = await readBundle(bytes);
        expect(read).toMatchObject({ redacted: true, made: { at: ABOUT.exportedAt, version: '1.0.0' } });
        expect(stored(read.chains)).toEqual(stored(chains));
      }),
      { numRuns: 30 },
    );
  });

  it('is brought read-only, under a new id, with where it came from and nothing under way', async () => {
    const { events, secrets, annotations } = sample();
    const last = events.findLastIndex((event) => event.type === 'step.ended');
    const cut = events.filter((_, index) => index !== last);
    const bytes = await bundleFormat.write({ chains: [{ events: cut, annotations, secrets }], ...ABOUT });
    const [chain] = (await readBundle(bytes)).chains;
    if (!chain) throw new Error('the bundle is empty');
    const brought = broughtChain(
      chain,
      { kind: 'bundle', name: 'case-12.countersign', version: '1.0.0' },
      () => 'new-id',
    );
    const model = chainOf(brought.events);
    expect(model).toMatchObject({
      id: 'new-id',
      readOnly: true,
      imported: {
        kind: 'bundle',
        name: 'case-12.countersign',
        tool: 'Countersign 1.0.0',
        place: 'chain id-6',
      },
    });
    expect(model?.steps.at(-1)?.outcome).toMatchObject({ kind: 'failure', code: 'NOT_RECORDED' });
    expect(model?.steps.at(-1)?.holes).toMatchObject([{ kind: 'response' }]);
    expect(brought.secrets).toHaveLength(5);
    expect(brought.annotations).toMatchObject({ notes: 'seen on Monday', pinned: false });
  });

  it('with a passphrase opens with that one only', async () => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase('correct horse battery');
    // As any age tool may have locked it; little work, for a test.
    encrypter.setScryptWorkFactor(10);
    const locked = await encrypter.encrypt(await frame());
    expect(looksLikeBundle(locked)).toBe(true);
    expect(await codeOf(locked)).toBe('IMPORT_LOCKED');
    expect(await codeOf(locked, 'another horse')).toBe('IMPORT_LOCKED');
    expect(await codeOf(locked, 'correct horse battery')).toBe('read');
    const asText = new TextEncoder().encode(armor.encode(locked));
    expect(looksLikeBundle(asText)).toBe(true);
    expect(await codeOf(asText, 'correct horse battery')).toBe('read');
    const changed = locked.slice();
    changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1;
    expect(await codeOf(changed, 'correct horse battery')).toBe('IMPORT_LOCKED');
  });

  it('that asks for hours of work to be opened is not tried', async () => {
    const header = 'age-encryption.org/v1\n-> scrypt bm90IGEgcmVhbCBzYWx0IQ 30\nabc\n--- x\n';
    expect(await codeOf(new TextEncoder().encode(header), 'a passphrase')).toBe('IMPORT_LOCKED');
  });

  it('of a newer version is refused', async () => {
    expect(await codeOf(await frame({ version: 2, chains: 'of another shape' }))).toBe('BUNDLE_NEWER');
    const [started, ...others] = sample().events;
    const events = [{ ...started, v: 2 }, ...others];
    expect(await codeOf(await frame({ chains: [{ events, annotations: NO_ANNOTATIONS }] }))).toBe(
      'BUNDLE_NEWER',
    );
  });

  it('of a version that never was is told so', async () => {
    for (const version of [0, -1, 1.5])
      await expect(readBundle(await frame({ version }))).rejects.toMatchObject({
        code: 'BUNDLE_DAMAGED',
        detail: `The bundle says version ${String(version)}: versions are whole numbers from 1 on.`,
      });
    for (const version of ['hunter22', null, {}])
      await expect(readBundle(await frame({ version }))).rejects.toMatchObject({
        code: 'BUNDLE_DAMAGED',
        detail: 'The bundle says a version that is no number: versions are whole numbers from 1 on.',
      });
    await expect(readBundle(await frame({ version: 2 }))).rejects.toMatchObject({
      detail: 'The bundle has version 2; this console reads up to 1. Update it to open the bundle.',
    });
  });

  it('of an older version is lifted, and so are the events in it, each by its own', async () => {
    // As if `redacted` had been `masked`, and an event’s `at` had been `when`, at first.
    const ups = {
      frame: [({ masked, ...rest }: Stored) => ({ ...rest, redacted: masked })],
      events: [({ when, ...rest }: Stored) => ({ ...rest, at: when })],
    };
    const { events, annotations } = sample();
    const older = events.map(({ at, ...event }) => ({ ...event, when: at }));
    const mixed = older.map((event, index) => (index % 2 === 0 ? event : { ...events[index], v: 2 }));
    for (const written of [older, mixed]) {
      const chains = [{ events: written, annotations }];
      const bytes = await frame({ redacted: undefined, masked: true, chains });
      const read = await readBundle(bytes, { ups });
      expect(read).toMatchObject({ version: 1, redacted: true });
      expect(read.chains[0]?.events).toEqual(JSON.parse(JSON.stringify(events)));
    }
    await expect(readBundle(await frame({ version: 3 }), { ups })).rejects.toMatchObject({
      detail: 'The bundle has version 3; this console reads up to 2. Update it to open the bundle.',
    });
    expect(bundleUps).toHaveLength(BUNDLE_VERSION - 1);
  });

  it('that is damaged or hostile is refused for what it is', async () => {
    const whole = await frame();
    expect(await codeOf(whole.slice(0, whole.length / 2))).toBe('IMPORT_CUT_OFF');
    expect(await codeOf(new Uint8Array())).toBe('BUNDLE_DAMAGED');
    expect(await codeOf(await pack(new TextEncoder().encode('{"a":')))).toBe('BUNDLE_DAMAGED');
    expect(await codeOf(await frame({ chains: [] }))).toBe('BUNDLE_DAMAGED');
    expect(await codeOf(await frame({ chains: [{ events: [] }] }))).toBe('BUNDLE_DAMAGED');
    expect(await codeOf(await frame({ made: 'x' }))).toBe('BUNDLE_DAMAGED');
    expect(await codeOf(await pack(new TextEncoder().encode(`${'['.repeat(200_000)}`)))).toBe(
      'IMPORT_TOO_DEEP',
    );
    const many = new Uint8Array(22_000_000).fill(0x2c);
    for (let at = 0; at < many.length; at += 2) many[at] = 0x30;
    many[0] = 0x5b;
    expect(await codeOf(await pack(many))).toBe('IMPORT_TOO_LARGE');
    // A bomb: 300 MB of one sign.
    const bomb = await pack(new Uint8Array(300_000_000).fill(0x20));
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await codeOf(bomb)).toBe('IMPORT_TOO_LARGE');
  });

  it('never brings the reader down, whatever bytes are handed in', async () => {
    const whole = await frame();
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const changed = whole.slice();
        changed[at] = byte;
        expect(await codeOf(changed)).toMatch(/^(read|IMPORT_\w+|BUNDLE_\w+)$/);
      }),
      { numRuns: 100 },
    );
  });
});
