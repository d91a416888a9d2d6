import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/access-rules.js';
import { clientOf } from '../sessions/client-of.js';
import { OfferProofs } from '../invitations/sign-in/offer-proofs.js';
import { FindWays } from '../invitations/go-on/find-ways.js';
import { ConfirmProof } from './confirm-proof.js';
import { DenyProof } from './deny-proof.js';
import { PageRate } from './page-rate.js';
import { renderProofPage, statusOf } from './proof-page.js';
import type { ProofPage } from './proof-page-words.js';
import { proofLanguage } from './proof-words.js';
import { sendPage } from './send-page.js';
import { Described } from '../http/described.js';

const perMinute = 60;

/**
 * The page that a one-time link opens, for people who have no session. GET and HEAD prove nothing: scanners of mail and link
 * previews open links. The button's POST needs no check of origin, since it acts by the secret in its address alone.
 */
@Controller('proof')
@Public()
@Described(({ ApiExcludeController }) => ApiExcludeController())
export class ProofPagesController {
  readonly #rate = new PageRate(perMinute);

  constructor(
    private readonly confirmProof: ConfirmProof,
    private readonly denyProof: DenyProof,
    private readonly offerProofs: OfferProofs,
    private readonly findWays: FindWays,
  ) {}

  @Get(':token')
  show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, () => this.confirmProof.look(token));
  }

  @Post(':token')
  confirm(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, () => this.confirmProof.confirm(token));
  }

  /** What the address of the answer shows when it is opened once more. */
  @Get(':token/not-me')
  back(@Param('token') token: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`../${encodeURIComponent(token)}`, 303);
  }

  /** An address of its own, not a field: a post whose body is lost must not say yes for somebody who said no. */
  @Post(':token/not-me')
  deny(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.answer(request, reply, () => this.denyProof.run(token));
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<ProofPage>,
  ): Promise<void> {
    const page: ProofPage = this.#rate.take(clientOf(request.ip), Date.now())
      ? await work()
      : { state: 'too-often' };
    const offered =
      page.state === 'code' && page.ours !== null ? await this.offerProofs.at(page.ours) : undefined;
    const { token } = request.params as { token: string };
    const language = proofLanguage(request.headers['accept-language']);
    const ways = page.state === 'open' ? undefined : await this.findWays.ofLink(token);
    const html = renderProofPage(page, { language, token, offered, ways });
    sendPage(reply, statusOf[page.state], { html, writeTo: ways?.form?.action });
  }
}
