import { connect } from 'node:net';
import { join } from 'node:path';

const TRY_MS = 2_000;
/** An X server for display N listens here, or on TCP at this port and N. */
const X_SOCKETS = '/tmp/.X11-unix';
const X_PORT = 6_000;

/**
 * Whether a window can open: something listens where DISPLAY or WAYLAND_DISPLAY point. Chromium ends with a signal where
 * nothing does.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {Promise<{ reachable: boolean, why: string }>}
 */
export async function findDisplay(env = process.env, platform = process.platform) {
  if (platform !== 'linux') return { reachable: true, why: '' };
  const { DISPLAY: x, WAYLAND_DISPLAY: wayland, XDG_RUNTIME_DIR: runtime = '/' } = env;
  const tries = [
    ...(wayland ? [[{ path: wayland.startsWith('/') ? wayland : join(runtime, wayland) }]] : []),
    ...(x ? [xAddresses(x)] : []),
  ];
  if (tries.length === 0) return { reachable: false, why: 'DISPLAY and WAYLAND_DISPLAY are not set' };
  for (const address of tries.flat()) if (await answers(address)) return { reachable: true, why: '' };
  const named = [...(wayland ? [`WAYLAND_DISPLAY=${wayland}`] : []), ...(x ? [`DISPLAY=${x}`] : [])];
  return { reachable: false, why: `nothing answers at ${named.join(' or ')}` };
}

/**
 * @param {string} display such as `:0`, `unix:0` or `host:10.0`
 * @returns {import('node:net').NetConnectOpts[]}
 */
function xAddresses(display) {
  const [, host = '', number = ''] = /^(?:.*\/)?(.*):(\d+)(?:\.\d+)?$/.exec(display) ?? [];
  if (number === '') return [];
  if (host !== '' && host !== 'unix') return [{ host, port: X_PORT + Number(number) }];
  const path = join(X_SOCKETS, `X${number}`);
  // Linux's abstract socket is there where /tmp is another one than the server's.
  return [{ path }, { path: `\0${path}` }];
}

/**
 * @param {import('node:net').NetConnectOpts} address
 * @returns {Promise<boolean>}
 */
function answers(address) {
  return new Promise((resolve) => {
    const socket = connect(address);
    /** @param {boolean} yes */
    const end = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(TRY_MS, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
