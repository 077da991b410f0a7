import type { UserFacts } from '../../chain/user-facts.ts';
import type { ActionField } from '../../contract/actions.ts';
import { linesOf, nameOf, withLines } from './lines.ts';
import type { ActionSpec } from './spec.ts';
import { textOf } from './values.ts';

const STATUS = 'DeviceRememberedStatus';

const deviceField = (facts: UserFacts): ActionField => ({
  key: 'DeviceKey',
  label: 'Device',
  kind: 'pick',
  required: true,
  preset: nameOf(linesOf(facts, 'Devices')[0] ?? ''),
  choices: linesOf(facts, 'Devices').map((line) => ({
    value: nameOf(line),
    label: line.slice(nameOf(line).length + 1),
  })),
});

export const forgetDevice: ActionSpec = {
  id: 'forget-device',
  title: 'Forget a device',
  verb: 'Forget device',
  group: 'devices',
  operation: 'AdminForgetDevice',
  about: 'Makes a device unknown, so that the next sign-in from it is asked for all factors.',
  harms: true,
  creates: false,
  lists: ['AdminListDevices'],
  wants: [],
  fields: ({ facts }) => [deviceField(facts)],
  members: (values) => ({ DeviceKey: textOf(values, 'DeviceKey') }),
  after: (values, { facts }) =>
    withLines(
      facts,
      'Devices',
      linesOf(facts, 'Devices').filter((line) => nameOf(line) !== textOf(values, 'DeviceKey')),
    ),
  notes: () => [
    { kind: 'harms', text: 'Its key and password are good no more: a sign-in that names it is refused.' },
    { kind: 'ends', text: 'Tokens of that device can’t be refreshed.' },
    { kind: 'says', text: 'What the vault here holds of it goes, too.' },
  ],
};

export const markDevice: ActionSpec = {
  id: 'mark-device',
  title: 'Remember a device, or not',
  verb: 'Mark device',
  group: 'devices',
  operation: 'AdminUpdateDeviceStatus',
  about: 'Says whether a sign-in from a device goes without the second factor; the device stays known.',
  harms: false,
  creates: false,
  lists: ['AdminListDevices'],
  wants: [],
  fields: ({ facts }) => [
    deviceField(facts),
    {
      key: STATUS,
      label: 'It is',
      kind: 'choice',
      required: true,
      preset: 'remembered',
      choices: [
        { value: 'remembered', label: 'remembered' },
        { value: 'not_remembered', label: 'not_remembered' },
      ],
    },
  ],
  members: (values) => ({ DeviceKey: textOf(values, 'DeviceKey'), [STATUS]: textOf(values, STATUS) }),
  after: (values, { facts }) =>
    withLines(
      facts,
      'Devices',
      linesOf(facts, 'Devices').map((line) =>
        nameOf(line) === textOf(values, 'DeviceKey')
          ? `${line.replace(/ (?:not_)?remembered$/, '')} ${textOf(values, STATUS)}`
          : line,
      ),
    ),
  notes: (values) =>
    textOf(values, STATUS) === 'remembered'
      ? [{ kind: 'says', text: 'Who holds it signs in without the second factor, where the pool lets them.' }]
      : [],
};
