/** One call of the control API. Paths stand below `/_countersign/`; a word in braces is a part that varies. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** What may stand after the question mark; any other name is refused. */
  readonly query?: readonly string[];
  /** One line for people: what it takes, what it answers. */
  readonly help: string;
}

/**
 * The control API as data: the server routes by it, `GET help` prints it, the README's table is made from it. Bodies and
 * answers are JSON unless a line says otherwise. A bad body answers 400 with a message that names the field and the fix.
 */
export const controlRoutes = [
  { method: 'GET', path: 'help', help: 'This table.' },
  { method: 'GET', path: 'info', help: 'Endpoint, pools, clients and the sign-ins to step.' },
  {
    method: 'GET',
    path: 'inbox',
    query: ['username', 'since'],
    help:
      'Messages with their codes, oldest first. ?username= (any name of a user, sub and addresses too, in any case) ' +
      'and ?since= (epoch ms) narrow it.',
  },
  { method: 'DELETE', path: 'inbox', help: 'Empties the inbox.' },
  { method: 'GET', path: 'clock', help: '{ now (ISO), offsetSeconds, frozen }.' },
  {
    method: 'POST',
    path: 'clock',
    help: '{ advanceSeconds }, { set: ISO time } or { frozen: true | false }; answers as GET clock.',
  },
  {
    method: 'GET',
    path: 'faults',
    help: '{ rules }: the fault rules in force, each with its id, its one-line form and how often it fired.',
  },
  {
    method: 'PUT',
    path: 'faults',
    help: '{ rules: [one-line forms or objects] } in place of all; answers as GET faults.',
  },
  {
    method: 'POST',
    path: 'faults',
    help: '{ rule: one-line form or object }: one more; answers as GET faults.',
  },
  { method: 'DELETE', path: 'faults/{id}', help: 'Takes one rule away; answers as GET faults.' },
  {
    method: 'GET',
    path: 'settings',
    help: '{ settings, statusProfile }, with what each of them decides (guide, statusProfiles).',
  },
  {
    method: 'PUT',
    path: 'settings',
    help: '{ settings?: { name: value }, statusProfile? }: changes what is named; answers as GET settings.',
  },
  {
    method: 'GET',
    path: 'pools/{pool}',
    help: 'The pool as the seed file writes it, triggers included, without its users, groups and app clients.',
  },
  {
    method: 'GET',
    path: 'users/{pool}',
    query: ['username'],
    help:
      '{ users, seeded }: everybody of a pool as the seed file writes users, and whom a reset brings back. ?username= (a ' +
      'name to sign in with) narrows it.',
  },
  {
    method: 'PUT',
    path: 'users/{pool}',
    help: 'A user as the seed file writes one: added, or in place of the one of that name.',
  },
  { method: 'DELETE', path: 'users/{pool}/{username}', help: 'Removes a user.' },
  {
    method: 'POST',
    path: 'users/{pool}/{username}/reset',
    help: 'A user as the seed has them; their Sessions and tokens end. Answers as GET users.',
  },
  {
    method: 'GET',
    path: 'clients/{pool}',
    help: '{ clients }: the app clients of a pool as the seed file writes them.',
  },
  {
    method: 'PUT',
    path: 'clients/{pool}',
    help: 'An app client as the seed file writes one: added, or in place of the one of that id.',
  },
  { method: 'DELETE', path: 'clients/{pool}/{client}', help: 'Removes an app client.' },
  {
    method: 'GET',
    path: 'triggers/{pool}',
    help: '{ triggers: { name: JavaScript }, seeded: those a reset brings back, all: what each trigger is for, with a source to begin with }.',
  },
  {
    method: 'PUT',
    path: 'triggers/{pool}/{trigger}',
    help: '{ source: JavaScript }: sets a trigger; a source that cannot be read is refused with its line.',
  },
  { method: 'DELETE', path: 'triggers/{pool}/{trigger}', help: 'Takes a trigger away.' },
  {
    method: 'GET',
    path: 'log',
    query: ['since'],
    help: '{ entries }: the newest calls, with the triggers they ran. ?since= (entry number) gives what is new.',
  },
  {
    method: 'GET',
    path: 'snapshot',
    help: 'The whole state; PUT takes it back. Sessions and tokens stay good.',
  },
  { method: 'PUT', path: 'snapshot', help: 'Goes on from a snapshot.' },
  { method: 'GET', path: 'seed', help: 'Pools, clients and users as a seed file (YAML).' },
  {
    method: 'PUT',
    path: 'seed',
    help: 'A seed file (YAML or JSON): begins anew from it, and every reset does.',
  },
  {
    method: 'DELETE',
    path: 'seed',
    help: 'Takes a loaded seed away: begins anew from the seed of the start. Answers as GET info.',
  },
  { method: 'POST', path: 'reset', help: 'Back to the seed; answers as GET info.' },
] as const satisfies readonly ControlRoute[];
