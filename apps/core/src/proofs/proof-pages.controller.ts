import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/access-rules.js';
import { clientOf } from '../sessions/client-of.js';
import { ConfirmProof } from './confirm-proof.js';
import { PageRate } from './page-rate.js';
import { renderProofPage, statusOf, type ProofPage } from './proof-page.js';
import { proofLanguage } from './proof-words.js';
import { sendPage } from './send-page.js';

const perMinute = 60;

/**
 * The page that a one-time link opens, for people who have no session. GET and HEAD prove nothing: scanners of mail and link
 * previews open links. The button's POST needs no check of origin, since it acts by the secret in its address alone.
 */
@Controller('proof')
@Public()
@ApiExcludeController()
export class ProofPagesController {
  readonly #rate = new PageRate(perMinute);

  constructor(private readonly confirmProof: ConfirmProof) {}

  @Get(':token')
  show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, () => this.confirmProof.look(token));
  }

  @Post(':token')
  confirm(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, () => this.confirmProof.confirm(token));
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<ProofPage>,
  ): Promise<void> {
    const page: ProofPage = this.#rate.take(clientOf(request.ip), Date.now())
      ? await work()
      : { state: 'too-often' };
    const html = renderProofPage(page, proofLanguage(request.headers['accept-language']));
    sendPage(reply, statusOf[page.state], html);
  }
}
