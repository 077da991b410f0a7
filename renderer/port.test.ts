import { describe, expect, it } from 'vitest';
import { reactive } from 'vue';
import { call, listen } from './port.ts';
import { fakeHost, installFakeHost } from './testing/fake-host.ts';

describe('port', () => {
  it('hands the host plain data, not Vue proxies', async () => {
    const host = installFakeHost();
    const input = reactive({ userPoolId: 'pool', username: 'ann@example.com' });
    await call('chain.startSeeded', input);
    const sent = host.calls.at(-1)?.input;
    expect(sent).toEqual({ userPoolId: 'pool', username: 'ann@example.com' });
    expect(sent).not.toBe(input);
    expect(() => structuredClone(sent)).not.toThrow();
  });

  it('turns a bridge that rejects into an error value', async () => {
    const host = fakeHost();
    installFakeHost({ ...host, bridge: { ...host.bridge, ask: () => Promise.reject(new Error('gone')) } });
    const result = await call('app.info', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'HOST_UNREACHABLE' } });
  });

  it('stops hearing when told to', () => {
    const host = installFakeHost();
    const heard: string[] = [];
    const stop = listen((event) => heard.push(event.type));
    host.tell({ type: 'inbox.changed' });
    stop();
    host.tell({ type: 'tokens.changed' });
    expect(heard).toEqual(['inbox.changed']);
  });
});
