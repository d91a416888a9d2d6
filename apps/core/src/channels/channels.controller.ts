import { channelList, type ChannelList } from '@filo/contracts/http';
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
    return { items: await this.channels.all() };
  }
}
