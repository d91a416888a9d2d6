import { letRestThrough } from '@filo/service';
import type { FastifyInstance } from 'fastify';

/** Answers who is refused while still sending once all is sent: a browser would show a broken connection instead of the reason. */
export const letRefusedFinish = (server: FastifyInstance): void => {
  server.addHook('onSend', async (request, reply) => {
    if (reply.statusCode >= 400 && !request.raw.complete) await letRestThrough(request.raw);
  });
};
