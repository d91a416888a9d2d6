import { existsSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import '@fastify/static';
import { Public } from '../access/access-rules.js';
import { DomainError } from './domain-error.js';
import { Described } from './described.js';

/** Where the built inbox lies; undefined when this process serves none. */
export abstract class InboxFolder {
  abstract readonly path: string | undefined;
}

/**
 * Serves the built inbox. Any path outside the API that names no file is a page of the inbox itself, so that a link to a
 * thread can be opened and reloaded.
 */
@Controller()
@Public()
@Described(({ ApiExcludeController }) => ApiExcludeController())
export class InboxController {
  constructor(private readonly folder: InboxFolder) {}

  @Get('*')
  file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const path = readPath(request.url);
    const root = this.folder.path;
    if (path === undefined || /^\/(api|metrics)(\/|$)/.test(path) || root === undefined) {
      throw new DomainError('not-found', 'There is nothing at this address.');
    }
    const file = resolve(join(root, path));
    const inside = file.startsWith(resolve(root) + sep) && existsSync(file) && statSync(file).isFile();
    if (!inside && path.startsWith('/assets/')) throw new DomainError('not-found', 'There is no such file.');
    // Names under assets carry a hash of their content.
    const cacheControl =
      inside && path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    void reply.header('cache-control', cacheControl);
    void reply.sendFile(inside ? file.slice(resolve(root).length + 1) : 'index.html', root, {
      cacheControl: false,
    });
  }
}

const readPath = (url: string): string | undefined => {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '');
  } catch {
    return undefined;
  }
};
