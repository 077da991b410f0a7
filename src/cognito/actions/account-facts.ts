/** Facts of a user that are no attributes of theirs. */
export const ACCOUNT_FACTS: ReadonlySet<string> = new Set([
  'Username',
  'UserStatus',
  'Enabled',
  'UserMFASettingList',
  'PreferredMfaSetting',
  'Groups',
  'Devices',
  'Sessions',
  'ConfiguredUserAuthFactors',
]);
