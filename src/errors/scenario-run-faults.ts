import { ownError } from './entry.ts';

/** Why a scenario could not be run, or not to its end. Checks that did not hold are results, no faults. */
export const scenarioRunFaults = [
  ownError({
    code: 'SCENARIO_INVALID',
    meaning: 'The text is no scenario that can be run.',
    causes: ['It is no YAML, a name or value is wrong, or a secret stands in it in clear.'],
    tries: ['Correct the line that is named.'],
    provoke: 'Run a file whose steps have a name that is not known.',
  }),
  ownError({
    code: 'SECRET_MISSING',
    meaning: 'The scenario needs a secret, and nobody gave it.',
    causes: [
      'The variable of the environment is not set, or the keychain has no such entry.',
      'Its reference is empty, so that it has to be given for each run.',
    ],
    tries: [
      'Set the environment variable NAME and give --secret NAME, or give a file of variables with --env-file. --secret NAME=VALUE works, too, but stays in the shell’s history.',
      'For keychain:NAME: countersign secret set NAME, or in the window type it when the run asks.',
    ],
    provoke: 'Run a scenario with env:NAME where NAME is not set.',
  }),
  ownError({
    code: 'SECRET_NAME',
    meaning: 'No secret of scenarios can have this name.',
    causes: ['keychain: was typed before it, it is empty, or holds signs that no reference can say.'],
    tries: ['Type what stands behind keychain: in the file.'],
    provoke: 'Type countersign secret set keychain:NAME.',
  }),
  ownError({
    code: 'SECRET_VALUE',
    meaning: 'The keychain can’t keep this value.',
    causes: ['It is empty, longer than an entry holds, or no text.'],
    tries: ['Type it, or pipe it into the command.'],
    provoke: 'Type countersign secret set NAME with nothing piped into it.',
  }),
  ownError({
    code: 'SECRET_NOT_KEPT',
    meaning: 'The keychain has no secret of scenarios by this name.',
    causes: ['The name is misspelled, or it was removed already.'],
    tries: ['countersign secret list prints the names that are there.'],
    provoke: 'Type countersign secret remove NOBODY.',
  }),
  ownError({
    code: 'ANSWER_MISSING',
    meaning: 'Nothing at hand fills a field of the answer, and the step does not type it.',
    causes: [
      'The user is none of the seed’s, and the vault has nothing of theirs: passwords and codes have to be given.',
      'The sandbox’s clock stands still, so that the next TOTP code never comes.',
    ],
    tries: [
      'Give a secret with --secret FIELD, or name it under secrets as env:NAME or keychain:NAME and write FIELD: ${NAME} under with.',
      'Put a code under with, written out or as ${code.NAME} of a source under codes; any other field as it is.',
    ],
    provoke: 'Answer SMS_MFA on a target of your own without a code.',
  }),
  ownError({
    code: 'SCENARIO_NAME',
    meaning: 'A ${NAME} stands for nothing.',
    causes: ['It is no variable, capture, secret, code source or column, or is captured by a later step.'],
    tries: ['Correct the name, or add it to variables or secrets.'],
    provoke: 'Write ${NOBODY} into a step.',
  }),
  ownError({
    code: 'SCENARIO_SANDBOX_ONLY',
    meaning: 'The scenario changes the sandbox, so it runs on no other target.',
    causes: ['It has a sandbox step, and another target was chosen for the run.'],
    tries: ['Run it on the sandbox.', 'Take the sandbox steps out.'],
    provoke: 'Run a scenario with sandbox: { advance: 4m } on a target of your own.',
  }),
  ownError({
    code: 'SCENARIO_STOPPED',
    meaning: 'The run was stopped before its end.',
    causes: ['Somebody stopped it, or the program was interrupted.'],
    tries: ['Run it again.'],
    provoke: 'Stop a run while it waits.',
  }),
  ownError({
    code: 'SCENARIO_TIMEOUT',
    meaning: 'The scenario took longer than it may.',
    causes: [
      'A step waits for a code or for time to pass longer than the limit leaves it.',
      'The target is slow, or does not answer.',
    ],
    tries: [
      'Look at the step that is named: what came before it took its time, too.',
      'Raise timeout in the file, or --timeout where the file says none.',
    ],
    provoke: 'Run a scenario with timeout: 1s and a step wait: 5s.',
  }),
  ownError({
    code: 'SCENARIO_UNDER_WAY',
    meaning: 'Another scenario is running, and this one would put the sandbox back to its seed.',
    causes: ['Two runs were begun at once.'],
    tries: ['Wait until the other has ended, or stop it.', 'Run this one on the sandbox as it is.'],
    provoke: 'Begin a run from the seed while another waits for its next step.',
  }),
  ownError({
    code: 'SCENARIO_CHANGE_REFUSED',
    meaning: 'The sandbox refused what a sandbox step asked of it.',
    causes: ['The pool, user, client, setting or rule is not there or not written as a seed file has it.'],
    tries: ['Compare the step with the sandbox’s page; its message names the member.'],
    provoke: 'Name a pool that the sandbox does not have.',
  }),
  ownError({
    code: 'TARGET_PRODUCTION',
    meaning: 'The target is marked as production, and its name was not typed for this run.',
    causes: [
      'A scenario counts failed tries, sends messages and changes users: on production only on purpose.',
    ],
    tries: ['Type the target’s name to confirm, or choose another target.'],
    provoke: 'Run a scenario on a target that is marked as production.',
  }),
  ownError({
    code: 'RUN_UNKNOWN',
    meaning: 'This run is not there any more.',
    causes: ['It was forgotten, here or in another window, after the page was drawn.'],
    tries: ['Run the scenario again.'],
    provoke: 'Forget a run while its page is open, then use the page.',
  }),
] as const;
