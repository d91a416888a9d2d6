// What tells an address that everybody can reach from one inside.
export { isUnicastIp, unicastLookup } from '@atproto-labs/fetch-node';
