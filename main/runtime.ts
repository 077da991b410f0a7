import { devDependencies } from '../package.json' with { type: 'json' };
import type { Runtime } from '@core/host/ports.ts';

/**
 * Which runtime this is. Anything but the Electron version the project pins is taken for the evaluation runtime, the
 * stricter of the two: a wrong guess costs a banner, never a credential.
 */
export function runtimeOf(version: string): Runtime {
  const { electron } = process.versions;
  const kind =
    electron === undefined ? 'node' : electron === devDependencies.electron ? 'official' : 'evaluation';
  return { version, kind, platform: process.platform, ...(electron === undefined ? {} : { electron }) };
}
