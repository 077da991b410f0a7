export { defaultProvider as fromNodeProviderChain } from '@aws-sdk/credential-provider-node';
