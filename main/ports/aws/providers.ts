export { fromEnv } from '@aws-sdk/credential-provider-env';
export { fromIni } from '@aws-sdk/credential-provider-ini';
export { defaultProvider } from '@aws-sdk/credential-provider-node';
