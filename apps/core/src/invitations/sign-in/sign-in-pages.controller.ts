import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Public } from '../../access/access-rules.js';
import { callbackQuery } from '../../accounts/oauth/finish-consent.js';
import { PageRate } from '../../proofs/page-rate.js';
import { renderProofPage, statusOf } from '../../proofs/proof-page.js';
import type { ProofPage } from '../../proofs/proof-page-words.js';
import { proofLanguage } from '../../proofs/proof-words.js';
import { sendPage } from '../../proofs/send-page.js';
import { clientOf } from '../../sessions/client-of.js';
import { FindWays } from '../go-on/find-ways.js';
import { BeginSignIn } from './begin-sign-in.js';
import { FinishSignIn } from './finish-sign-in.js';
import { SignInCookie } from './sign-in-cookie.js';
import { Described } from '../../http/described.js';

const perMinute = 10;

/**
 * Signing in with a public account instead of posting a line from it. The way out begins with a button (POST), so that no
 * preview of a link begins it; the way back counts in the browser that went out alone.
 */
@Controller('proof')
@Public()
@Described(({ ApiExcludeController }) => ApiExcludeController())
export class SignInPagesController {
  readonly #rate = new PageRate(perMinute);

  constructor(
    private readonly beginSignIn: BeginSignIn,
    private readonly finishSignIn: FinishSignIn,
    private readonly cookie: SignInCookie,
    private readonly findWays: FindWays,
  ) {}

  @Post(':token/sign-in')
  async begin(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const page = this.may(request) ? await this.beginSignIn.run(token) : tooOften;
    if (page.state === 'leaving') this.cookie.write(request, reply, page.kept);
    await this.answer(request, reply, { page, token });
  }

  /** What the address of the answer shows when it is opened once more. */
  @Get(':token/sign-in')
  back(@Param('token') token: string, @Res() reply: FastifyReply): void {
    void reply.redirect(`../${encodeURIComponent(token)}`, 303);
  }

  /** Where the network sends the browser back to. */
  @Get('signed-in')
  async finish(
    @Query({ schema: callbackQuery }) query: z.output<typeof callbackQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const kept = query.state === undefined ? undefined : this.cookie.take(request, reply, query.state);
    const known = kept === undefined ? ({ state: 'sign-in-failed' } as const) : undefined;
    const page = known ?? (this.may(request) ? await this.finishSignIn.run(kept!, query) : tooOften);
    await this.answer(request, reply, { page, token: kept?.token ?? '' });
  }

  private may(request: FastifyRequest): boolean {
    return this.#rate.take(clientOf(request.ip), Date.now());
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { page, token }: { page: ProofPage; token: string },
  ): Promise<void> {
    const language = proofLanguage(request.headers['accept-language']);
    const ways = page.state === 'leaving' ? undefined : await this.findWays.ofLink(token);
    const html = renderProofPage(page, { language, token, ways });
    sendPage(reply, statusOf[page.state], { html, writeTo: ways?.form?.action });
  }
}

const tooOften = { state: 'too-often' } as const;
