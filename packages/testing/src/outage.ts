import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What is wrong with all of a server: `down`, each line is cut; `silent`, it answers nothing; `gone` and `missing`, something else stands
 * there by now and knows of nothing; `broken`, the house in front of it says so.
 */
export type Outage = 'down' | 'silent' | 'gone' | 'missing' | 'broken';

const statuses = { gone: 410, missing: 404, broken: 503 };

/** True when the outage has dealt with the request. */
export const failBy = (
  outage: Outage | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): boolean => {
  if (outage === undefined) return false;
  if (outage === 'down') request.socket.destroy();
  else if (outage !== 'silent')
    response.writeHead(statuses[outage], { 'content-type': 'text/html' }).end('<h1>Nothing here</h1>');
  return true;
};
