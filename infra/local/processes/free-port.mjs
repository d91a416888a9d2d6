import { connect, createServer } from 'node:net';

/** A port that nothing listens on right now. Another program may still take it first: callers retry or say so. */
export async function freePort(host = '127.0.0.1') {
  const server = createServer();
  const port = await listen(server, 0, host);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Why we cannot listen there, as the system's code (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`); `undefined` when we can. */
export async function listenProblem(port, host = '127.0.0.1') {
  const server = createServer();
  try {
    await listen(server, port, host);
  } catch (error) {
    return error.code;
  }
  await new Promise((resolve) => server.close(resolve));
  return undefined;
}

/** Whether something takes connections there. */
export function answers(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1_000 });
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server.address().port));
  });
}
