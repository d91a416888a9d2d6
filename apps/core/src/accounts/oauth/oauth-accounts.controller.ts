import { Bus } from '@filo/bus';
import { oauthProviders } from '@filo/contracts';
import {
  oauthConsent,
  oauthConsentUrl,
  oauthProviderList,
  type OAuthConsentUrl,
  type OAuthProviderList,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ForRoles, PublicWithReader, SignedIn } from '../../access/access-rules.js';
import { AsReader, MaybeReader, type Reader } from '../../access/reader.js';
import { Answers } from '../../http/answers.js';
import { ConnectorNames } from '../connector-names.js';
import { BeginConsent } from './begin-consent.js';
import { ConsentCookie } from './consent-cookie.js';
import { callbackQuery, FinishConsent } from './finish-consent.js';

@Controller('api/v1/accounts/oauth')
export class OAuthAccountsController {
  constructor(
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
    private readonly beginConsent: BeginConsent,
    private readonly finishConsent: FinishConsent,
    private readonly cookie: ConsentCookie,
  ) {}

  /** Where a mailbox can sign in without a password. */
  @Get('providers')
  @SignedIn()
  @Answers(200, oauthProviderList)
  async providers(): Promise<OAuthProviderList> {
    const { providers } = await this.bus.ask.ask({
      subject: oauthProviders.subject(this.connectors.of('email')),
      question: oauthProviders,
      request: { channel: 'email' },
    });
    return { items: providers };
  }

  /** Begins the sign-in of a mailbox or profile; the browser goes to `url`. */
  @Post()
  @HttpCode(200)
  @ForRoles('admin')
  @Answers(200, oauthConsentUrl)
  async begin(
    @AsReader() reader: Reader,
    @Body({ schema: oauthConsent }) wanted: z.output<typeof oauthConsent>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OAuthConsentUrl> {
    const { url, theirState, ...begun } = await this.beginConsent.run(reader, wanted);
    if (theirState !== undefined) this.cookie.write(request, reply, { ...begun, theirState });
    return { url };
  }

  /** The provider sends the browser here; leads to the page of the accounts with `?oauth=<outcome>`. */
  @Get('callback')
  @PublicWithReader()
  async finish(
    @MaybeReader() reader: Reader | undefined,
    @Query({ schema: callbackQuery }) query: z.output<typeof callbackQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const begun = query.state === undefined ? undefined : this.cookie.take(request, reply, query.state);
    const outcome = await this.finishConsent.run(reader, query, begun);
    // The code must not stay in the address that a page could pass on.
    void reply.header('cache-control', 'no-store').redirect(`/admin/channels?oauth=${outcome}`, 303);
  }
}
