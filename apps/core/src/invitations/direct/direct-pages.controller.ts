import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../access/access-rules.js';
import { PageRate } from '../../proofs/page-rate.js';
import { sendPage } from '../../proofs/send-page.js';
import { proofLanguage } from '../../proofs/proof-words.js';
import { clientOf } from '../../sessions/client-of.js';
import { invitationStatusOf, renderInvitationPage, type InvitationPage } from '../page/invitation-page.js';
import { typedAddress } from '../page/typed-address.js';
import { TakeDirect } from './take-direct.js';

const looksPerMinute = 60;
/** Each may make us write a mail. */
const addressesPerMinute = 5;
const tooOften = { state: 'too-often' } as const;

/** The page that the link in a direct message opens. GET and HEAD prove nothing. Its form acts by the secret in its address alone. */
@Controller('proof/direct')
@Public()
@ApiExcludeController()
export class DirectPagesController {
  readonly #looks = new PageRate(looksPerMinute);
  readonly #addresses = new PageRate(addressesPerMinute);

  constructor(private readonly takeDirect: TakeDirect) {}

  @Get(':token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const may = this.#looks.take(clientOf(request.ip), Date.now());
    answer(request, reply, may ? await this.takeDirect.look(token) : tooOften);
  }

  @Post(':token')
  async take(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const may = this.#addresses.take(clientOf(request.ip), Date.now());
    const language = proofLanguage(request.headers['accept-language']);
    answer(request, reply, may ? await this.takeDirect.take(token, typedAddress(body), language) : tooOften);
  }
}

const answer = (request: FastifyRequest, reply: FastifyReply, page: InvitationPage): void => {
  const language = proofLanguage(request.headers['accept-language']);
  sendPage(reply, invitationStatusOf[page.state], renderInvitationPage(page, language, 'direct'));
};
