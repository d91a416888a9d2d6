import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../access/access-rules.js';
import { PageRate } from '../../proofs/page-rate.js';
import { sendPage } from '../../proofs/send-page.js';
import { proofLanguage } from '../../proofs/proof-words.js';
import { clientOf } from '../../sessions/client-of.js';
import { invitationStatusOf, renderInvitationPage, type InvitationPage } from './invitation-page.js';
import { TakeAddress } from './take-address.js';
import { typedAddress } from './typed-address.js';

const looksPerMinute = 60;
/** Each may make us write a mail. */
const addressesPerMinute = 5;

/**
 * The page of a public invitation. GET and HEAD change nothing, whoever opens it: link previews do, and strangers. Its form
 * needs no check of origin: what it takes is an address that anybody may type.
 */
@Controller('proof/to')
@Public()
@ApiExcludeController()
export class InvitationPagesController {
  readonly #looks = new PageRate(looksPerMinute);
  readonly #addresses = new PageRate(addressesPerMinute);

  constructor(private readonly takeAddress: TakeAddress) {}

  @Get(':slug')
  async show(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    this.answer(
      request,
      reply,
      this.may(this.#looks, request) ? await this.takeAddress.look(slug) : tooOften,
    );
  }

  @Post(':slug')
  async take(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const language = proofLanguage(request.headers['accept-language']);
    this.answer(
      request,
      reply,
      this.may(this.#addresses, request)
        ? await this.takeAddress.take(slug, typedAddress(body), language)
        : tooOften,
    );
  }

  private may(rate: PageRate, request: FastifyRequest): boolean {
    return rate.take(clientOf(request.ip), Date.now());
  }

  private answer(request: FastifyRequest, reply: FastifyReply, page: InvitationPage): void {
    const html = renderInvitationPage(page, proofLanguage(request.headers['accept-language']));
    sendPage(reply, invitationStatusOf[page.state], html);
  }
}

const tooOften = { state: 'too-often' } as const;
