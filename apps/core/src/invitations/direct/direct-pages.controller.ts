import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../access/access-rules.js';
import { PageRate } from '../../proofs/page-rate.js';
import { sendPage } from '../../proofs/send-page.js';
import { proofLanguage } from '../../proofs/proof-words.js';
import { clientOf } from '../../sessions/client-of.js';
import { FindWays } from '../go-on/find-ways.js';
import type { DirectWays } from '../go-on/find-ways.js';
import { writerOf } from '../go-on/render-own-form.js';
import { invitationStatusOf, renderInvitationPage, type InvitationPage } from '../page/invitation-page.js';
import { typedAddress, typedIn } from '../page/typed-address.js';
import { TakeDirect } from './take-direct.js';
import { Described } from '../../http/described.js';

const looksPerMinute = 60;
/** Each may make us write a mail. */
const addressesPerMinute = 5;
const tooOften = { state: 'too-often' } as const;

/** The page that the link in a direct message opens. GET and HEAD prove nothing. Its form acts by the secret in its address alone. */
@Controller('proof/direct')
@Public()
@Described(({ ApiExcludeController }) => ApiExcludeController())
export class DirectPagesController {
  readonly #looks = new PageRate(looksPerMinute);
  readonly #addresses = new PageRate(addressesPerMinute);

  constructor(
    private readonly takeDirect: TakeDirect,
    private readonly findWays: FindWays,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const may = this.#looks.take(clientOf(request.ip), Date.now());
    const ways = may ? await this.findWays.ofDirect(token) : undefined;
    await this.answer({ request, reply }, may ? await this.takeDirect.look(token) : tooOften, { ways });
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
    const ways = await this.findWays.ofDirect(token);
    const typed = typedAddress(body, ways?.form && writerOf(ways.form.definition)?.name);
    const page = may ? await this.takeDirect.take(token, typed, language) : tooOften;
    await this.answer({ request, reply }, page, { ways, body });
  }

  private async answer(
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    page: InvitationPage,
    { ways, body }: { ways: DirectWays | undefined; body?: unknown },
  ): Promise<void> {
    const language = proofLanguage(request.headers['accept-language']);
    const { token } = request.params as { token: string };
    const html = renderInvitationPage(page, {
      ...{ language, by: 'direct', ways, invitation: ways?.formKey },
      ...{ here: encodeURIComponent(token), typed: typedIn(body) },
    });
    sendPage(reply, invitationStatusOf[page.state], { html, writeTo: ways?.form?.action });
  }
}
