import { Agent } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { connect as connectSafely } from 'node:tls';

/** Where the library thinks that it asks; it lets nobody choose. */
const usual = 'https://api.x.com';

/**
 * Leads the library's requests to another address, such as a gateway of the company or a server of the tests: it asks by X's
 * own name and signs for it. Undefined for X itself.
 */
export const agentTo = (apiUrl: string): Agent | undefined => {
  const { origin, protocol, hostname, port } = new URL(apiUrl);
  if (origin === usual) return undefined;
  const at = { host: hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
  const agent = new Agent({ keepAlive: false });
  agent.createConnection = () =>
    protocol === 'https:' ? connectSafely({ ...at, servername: hostname }) : connectPlain(at);
  return agent;
};
