import { accountFormList, channelList, type AccountFormList, type ChannelList } from '@filo/contracts/http';
import { Controller, Get } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { Answers } from '../http/answers.js';
import { KnownChannels } from './known-channels.js';

/** What the channels of connectors are called, and what they can do. */
@Controller('api/v1/channels')
export class ChannelsController {
  constructor(private readonly channels: KnownChannels) {}

  /** Those that announced themselves; mail and forms, which the inbox knows by itself, are not among them. */
  @Get()
  @SignedIn()
  @Answers(200, channelList)
  async list(): Promise<ChannelList> {
    const known = await this.channels.all();
    return {
      items: known.map(({ account: _account, text: _text, ...channel }) => channel),
    };
  }

  /** What is filled in for an account of them. Apart, for one page asks it and every page asks the list. */
  @Get('account-forms')
  @SignedIn()
  @Answers(200, accountFormList)
  async accountForms(): Promise<AccountFormList> {
    const known = await this.channels.all();
    return { items: known.flatMap(({ channel, account }) => (account ? [{ channel, form: account }] : [])) };
  }
}
