import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import files from '@fastify/static';
import { parse } from 'node:querystring';
import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { uploadBytesMax } from '../uploads/take-upload.js';
import { publicUrlOf } from '../config.js';
import { ApiModule } from './api.module.js';
import type { ApiParts } from './api-parts.js';
import { letRefusedFinish } from './let-refused-finish.js';
import { describeApi } from './open-api.js';
import { OpenApiController } from './open-api.controller.js';
import { checkOrigins } from './origin-check.js';
import { ProblemFilter } from './problem.filter.js';
import { addSecurityHeaders } from './security-headers.js';
import { validateRequest } from './validate-request.js';

const megabyte = 1024 * 1024;

/** Longest JSON body: a reply's text and HTML with room for escapes. */
const bodyBytesMax = 12 * megabyte;

/** `?cursor=` says the same as no cursor: a form or script that leaves a field empty means nothing by it. */
const presentOnly = (query: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(parse(query)).filter(([, value]) => value !== ''));

/** Puts the HTTP api together; the caller listens, or injects requests. */
export const buildApi = async (parts: ApiParts): Promise<NestFastifyApplication> => {
  const { settings } = parts;
  const publicUrl = publicUrlOf(settings);
  const adapter = new FastifyAdapter({
    bodyLimit: bodyBytesMax,
    trustProxy: settings.FILO_TRUSTED_PROXIES.length > 0 ? settings.FILO_TRUSTED_PROXIES : false,
    multipart: false,
    forceCloseConnections: true,
    routerOptions: { querystringParser: presentOnly },
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(parts), adapter, {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  const server = app.getHttpAdapter().getInstance();
  checkOrigins(server, publicUrl);
  letRefusedFinish(server);
  addSecurityHeaders(server, publicUrl.startsWith('https:'));
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: uploadBytesMax, files: 1, fields: 5, parts: 6 } });
  await app.register(files, { serve: false, root: resolve(settings.FILO_INBOX_DIST ?? '.') });
  app.useGlobalPipes(validateRequest());
  app.useGlobalFilters(new ProblemFilter(parts.log));
  app.get(OpenApiController).describeBy(() => describeApi(app));
  return app;
};
