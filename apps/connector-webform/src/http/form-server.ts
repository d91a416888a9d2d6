import multipart from '@fastify/multipart';
import { letRestThrough, type Logger } from '@filo/service';
import { fastify, type FastifyInstance } from 'fastify';
import { uploadLimits } from '../pages/upload-limits.js';
import type { Assets } from './assets.js';
import { sendNothing } from './form-context.js';
import { HttpProblem, sendProblem } from './problem.js';
import { securityHeaders } from './security-headers.js';

const requestMaxMs = 900_000;

/** The HTTP server of the forms, without its routes. Bodies are read by the routes, so that uploads stream to disk. */
export const formServer = async (assets: Assets, log: Logger): Promise<FastifyInstance> => {
  const app = fastify({
    requestTimeout: requestMaxMs,
    exposeHeadRoutes: true,
    forceCloseConnections: 'idle',
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
  await app.register(multipart, {
    // A file that is too large is told by `truncated`, so that the fields behind it are read too.
    throwFileSizeLimit: false,
    limits: {
      fileSize: uploadLimits.fileBytes,
      files: uploadLimits.files,
      fields: 100,
      parts: 120,
      fieldSize: uploadLimits.textBytes,
      fieldNameSize: 200,
    },
  });
  app.addHook('onSend', async (request, reply) => {
    if (reply.statusCode >= 400 && !request.raw.complete) await letRestThrough(request.raw);
    for (const [name, value] of Object.entries(securityHeaders())) {
      if (!reply.hasHeader(name)) void reply.header(name, value);
    }
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof HttpProblem) return sendProblem(reply, error);
    const status = error.statusCode !== undefined && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return sendProblem(
      reply,
      new HttpProblem(status, status === 500 ? 'internal' : 'bad-request', sentenceOf(status)),
    );
  });
  app.setNotFoundHandler((request, reply) => sendNothing(request, reply, assets.version));
  serveAssets(app, assets);
  return app;
};

const sentenceOf = (status: number): string =>
  status === 500
    ? 'Something went wrong here. Nothing was sent; please try again in a minute.'
    : 'The request cannot be read. Nothing was sent.';

const serveAssets = (app: FastifyInstance, { version, files }: Assets): void => {
  app.get<{ Params: { file: string } }>(`/assets/${version}/:file`, (request, reply) => {
    const asset = files.get(request.params.file);
    if (asset === undefined) throw new HttpProblem(404, 'not-found', 'There is nothing here.');
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(asset.type)
      .send(asset.body);
  });
  app.get('/embed.js', (_request, reply) => {
    const { type, body } = files.get('embed.js')!;
    return reply
      .header('cache-control', 'public, max-age=300')
      .header('cross-origin-resource-policy', 'cross-origin')
      .type(type)
      .send(body);
  });
};
