import type { SandboxUser } from '../../contract.ts';
import type { Cast } from './cast.ts';
import type { Driver } from './drive.ts';
import type { Trial } from './trial.ts';

/** Signs a seeded user in as far as the challenge. */
function onPath(name: string, user: SandboxUser): Trial {
  return {
    how: 'natural',
    says: `Signs ${user.username} in as far as ${name}. ${user.shows}.`,
    user,
    run: async (drive) => (await drive.until(await drive.start(user), name)).chain,
  };
}

/** Answers a challenge under another of its names. */
function answeredAs(name: string, asked: string, user: SandboxUser, inputs = {}): Trial {
  return {
    how: 'natural',
    says: `Signs ${user.username} in as far as ${asked}, and answers it as ${name}.`,
    user,
    run: async (drive) => {
      const here = await drive.until(await drive.start(user), asked);
      return (await drive.answer(here, { name, inputs })).chain;
    },
  };
}

/** The second sign-in on a device that the first one confirmed. */
function onDevice(name: string, user: SandboxUser): Trial {
  return {
    how: 'natural',
    says: `Signs ${user.username} in, confirms the device with ConfirmDevice, and signs in again as far as ${name}.`,
    user,
    run: (drive) => secondTime(drive, name, user),
  };
}

async function secondTime(drive: Driver, name: string, user: SandboxUser) {
  const again = await drive.until(await drive.start(user), name);
  // An earlier try may have confirmed it already.
  if (again.outcome?.kind === 'challenge') return again.chain;
  await drive.operate(again, 'ConfirmDevice');
  return (await drive.until(await drive.start(user), name)).chain;
}

/** How a challenge is shown: undefined where the seed has nobody for it. */
export function challengeTrial(name: string, cast: Cast): Trial | undefined {
  const met = cast.whoMeets(name);
  if (met !== undefined) return onPath(name, met);
  if (name === 'PASSWORD' || name === 'PASSWORD_SRP') {
    const chooser = cast.whoStarts('USER_AUTH');
    return chooser && answeredAs(name, 'SELECT_CHALLENGE', chooser);
  }
  if (name === 'ADMIN_NO_SRP_AUTH') {
    const user = cast.whoMeets('SMS_MFA');
    return user && answeredAs(name, 'SMS_MFA', user);
  }
  if (name === 'DEVICE_SRP_AUTH' || name === 'DEVICE_PASSWORD_VERIFIER') {
    const user = cast.deviceUser();
    return user && onDevice(name, user);
  }
  return undefined;
}
