import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../access/access-rules.js';
import { PageRate } from '../../proofs/page-rate.js';
import { sendPage } from '../../proofs/send-page.js';
import { proofLanguage } from '../../proofs/proof-words.js';
import { clientOf } from '../../sessions/client-of.js';
import { FindWays } from '../go-on/find-ways.js';
import type { Ways } from '../go-on/find-ways.js';
import { writerOf } from '../go-on/render-own-form.js';
import { invitationStatusOf, renderInvitationPage, type InvitationPage } from './invitation-page.js';
import { TakeAddress } from './take-address.js';
import { typedAddress, typedIn } from './typed-address.js';
import { Described } from '../../http/described.js';

const looksPerMinute = 60;
/** Each may make us write a mail. */
const addressesPerMinute = 5;
/** To one invitation: of the mails that its page may send in a day one client has no more than these. */
const addressesPerDay = 8;
const dayMs = 24 * 60 * 60_000;

/**
 * The page of a public invitation. GET and HEAD change nothing, whoever opens it: link previews do, and strangers. Its form
 * needs no check of origin: what it takes is an address that anybody may type.
 */
@Controller('proof/to')
@Public()
@Described(({ ApiExcludeController }) => ApiExcludeController())
export class InvitationPagesController {
  readonly #looks = new PageRate(looksPerMinute);
  readonly #addresses = new PageRate(addressesPerMinute);
  readonly #addressesOfDay = new PageRate(addressesPerDay, { windowMs: dayMs });

  constructor(
    private readonly takeAddress: TakeAddress,
    private readonly findWays: FindWays,
  ) {}

  @Get(':slug')
  async show(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const may = this.may(this.#looks, request);
    const ways = may ? await this.findWays.ofInvitation(slug) : undefined;
    await this.answer({ request, reply }, may ? await this.takeAddress.look(slug) : tooOften, { ways });
  }

  @Post(':slug')
  async take(
    @Param('slug') slug: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const language = proofLanguage(request.headers['accept-language']);
    const may = this.may(this.#addresses, request);
    const ways = await this.findWays.ofInvitation(slug);
    const typed = typedAddress(body, ways.form && writerOf(ways.form.definition)?.name);
    const mayMail = () => this.#addressesOfDay.take(`${clientOf(request.ip)} ${slug}`, Date.now());
    const page = may ? await this.takeAddress.take({ slug, typed, language }, mayMail) : tooOften;
    await this.answer({ request, reply }, page, { ways, body });
  }

  private may(rate: PageRate, request: FastifyRequest): boolean {
    return rate.take(clientOf(request.ip), Date.now());
  }

  private async answer(
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
    page: InvitationPage,
    { ways, body }: { ways: Ways | undefined; body?: unknown },
  ): Promise<void> {
    const language = proofLanguage(request.headers['accept-language']);
    const { slug } = request.params as { slug: string };
    const html = renderInvitationPage(page, {
      ...{ language, by: 'public', ways, invitation: slug },
      ...{ here: encodeURIComponent(slug), typed: typedIn(body) },
    });
    sendPage(reply, invitationStatusOf[page.state], { html, writeTo: ways?.form?.action });
  }
}

const tooOften = { state: 'too-often' } as const;
