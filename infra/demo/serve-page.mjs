import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { CannotWrite } from './town.mjs';

const bodyMax = 64 * 1024;
const files = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/demo.js': ['demo.js', 'text/javascript; charset=utf-8'],
  '/demo.css': ['demo.css', 'text/css; charset=utf-8'],
};

/**
 * The page on which one writes as a customer, on loopback alone. Requests of other pages are refused: what stands here is
 * read by an inbox.
 *
 * @param {import('./town.mjs').Town} town
 */
export function servePage(town, { port, inboxUrl, isReady }) {
  const routes = {
    'GET /ready': () => (isReady() ? {} : undefined),
    'GET /town': () => ({ ...town.describe(), inboxUrl }),
    'GET /posts': () => ({ posts: town.posts() }),
    'POST /words': (asked) => town.write(asked),
    'POST /edits': (asked) => town.edit(asked),
    'POST /removals': (asked) => town.remove(asked),
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://demo');
    const route = routes[`${request.method} ${pathname}`];
    try {
      if (files[pathname] && request.method === 'GET') return await sendFile(response, files[pathname]);
      if (!route) return send(response, 404, { error: 'There is nothing here.' });
      if (isForeign(request)) return send(response, 403, { error: 'Only the page itself may ask this.' });
      const answer = await route(request.method === 'POST' ? await readJson(request) : undefined);
      send(response, answer ? 200 : 503, answer ?? { error: 'Not ready yet.' });
    } catch (error) {
      const known = error instanceof CannotWrite;
      if (!known) console.error(error);
      send(response, known ? 400 : 500, { error: known ? error.message : 'The demo failed; see its log.' });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const isForeign = ({ headers }) =>
  !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '') ||
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);

async function readJson(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > bodyMax) throw new CannotWrite('That is too long.');
  }
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new CannotWrite('The page sent something that is no JSON.');
  }
}

async function sendFile(response, [name, type]) {
  const body = await readFile(new URL(`page/${name}`, import.meta.url));
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

const send = (response, status, body) =>
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
