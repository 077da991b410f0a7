import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findDisplay } from './reachable-display.mjs';

test('without a display that answers there is none, and the reason is told', async () => {
  expect(await findDisplay({}, 'linux')).toEqual({
    reachable: false,
    why: 'DISPLAY and WAYLAND_DISPLAY are not set',
  });
  for (const DISPLAY of [':7777', 'unix:7777.0', 'no display']) {
    expect(await findDisplay({ DISPLAY }, 'linux')).toEqual({
      reachable: false,
      why: `nothing answers at DISPLAY=${DISPLAY}`,
    });
  }
  expect((await findDisplay({ WAYLAND_DISPLAY: '/nowhere/wayland-0', DISPLAY: ':7777' }, 'linux')).why).toBe(
    'nothing answers at WAYLAND_DISPLAY=/nowhere/wayland-0 or DISPLAY=:7777',
  );
});

test('an X server on TCP and a Wayland socket are found', async () => {
  const x = createServer().listen(0, '127.0.0.1');
  await once(x, 'listening');
  const number = /** @type {import('node:net').AddressInfo} */ (x.address()).port - 6_000;
  expect((await findDisplay({ DISPLAY: `127.0.0.1:${number}.0` }, 'linux')).reachable).toBe(true);
  x.close();

  const XDG_RUNTIME_DIR = await mkdtemp(join(tmpdir(), 'countersign-display-'));
  const wayland = createServer().listen(join(XDG_RUNTIME_DIR, 'wayland-9'));
  await once(wayland, 'listening');
  const env = { XDG_RUNTIME_DIR, WAYLAND_DISPLAY: 'wayland-9', DISPLAY: ':7777' };
  expect((await findDisplay(env, 'linux')).reachable).toBe(true);
  wayland.close();
  await rm(XDG_RUNTIME_DIR, { recursive: true });
});

test('only Linux has displays to look for', async () => {
  expect((await findDisplay({}, 'darwin')).reachable).toBe(true);
});
