import { NodeOAuthClient, type NodeOAuthClientOptions } from '@atproto/oauth-client-node';
import type { OwnMemory } from '@filo/connector';
import { clientDocument } from './client-document.js';
import { clientKeyOf, seedBytes } from './client-key.js';
import { safeRequests } from '../../../requests/safe-requests.js';

/** Who we are at the network, and where the network is. */
export interface ClientParts {
  memory: OwnMemory;
  service: string;
  /** The directory of the network's identities. */
  plcUrl: string;
  documentUrl: string;
  redirectUri: string;
  /** What the library shall see of an answer. */
  seen?(response: Response): Response;
}

type Stores = Pick<NodeOAuthClientOptions, 'stateStore' | 'sessionStore' | 'requestLock'>;

/** The network's own library, set up for one account or one sign-in: it pushes, proves, refreshes, and checks who answers. */
export const makeClient = async (
  { memory, service, plcUrl, documentUrl, redirectUri, seen }: ClientParts,
  stores: Stores,
): Promise<NodeOAuthClient> => {
  const key = await clientKey(memory);
  const document = clientDocument({ documentUrl, redirectUris: [redirectUri], keys: [key.publicJwk!] });
  const request = safeRequests(service);
  return new NodeOAuthClient({
    ...stores,
    clientMetadata: document,
    ...(document.token_endpoint_auth_method === 'private_key_jwt' && { keyset: [key] }),
    handleResolver: service,
    plcDirectoryUrl: plcUrl,
    allowHttp: service.startsWith('http:'),
    fetch: async (input, init) => {
      const response = await request(input as Request, init);
      return seen?.(response) ?? response;
    },
  });
};

/** A store that keeps nothing. */
export const nothing = { get: () => undefined, set: () => undefined, del: () => undefined };

export const clientKey = (memory: OwnMemory) => clientKeyOf(memory.ownKey('bluesky-client', seedBytes));
