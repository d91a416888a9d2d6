import { uuid } from '@filo/contracts';
import {
  watch,
  watchBegin,
  watchList,
  watchSeen,
  type Watch,
  type WatchBegin,
  type WatchList,
  type WatchSeen,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { EndWatch } from './end-watch.js';
import { ListWatches } from './list-watches.js';
import { NoteSeen } from './note-seen.js';
import { WatchConversation } from './watch-conversation.js';

/** Public conversations that an agent watches; nobody sees those of another. */
@Controller('api/v1/watches')
@SignedIn()
export class WatchesController {
  constructor(
    private readonly listWatches: ListWatches,
    private readonly watchConversation: WatchConversation,
    private readonly noteSeen: NoteSeen,
    private readonly endWatch: EndWatch,
  ) {}

  /** What the agent watches, what is new in it first. */
  @Get()
  @Answers(200, watchList)
  async list(@AsReader() reader: Reader): Promise<WatchList> {
    return { items: await this.listWatches.run(reader) };
  }

  /** Watches a conversation from now on. */
  @Post()
  @HttpCode(200)
  @Answers(200, watch)
  begin(@AsReader() reader: Reader, @Body({ schema: watchBegin }) wanted: WatchBegin): Promise<Watch> {
    return this.watchConversation.run(reader, wanted);
  }

  /** What the agent was shown of it is not new any more. */
  @Post(':messageId/seen')
  @HttpCode(200)
  @Answers(200, watch)
  seen(
    @AsReader() reader: Reader,
    @Param('messageId', { schema: uuid }) messageId: string,
    @Body({ schema: watchSeen }) shown: WatchSeen,
  ): Promise<Watch> {
    return this.noteSeen.run(reader, messageId, shown);
  }

  /** Ends it; the post may be any voice of the same storm. */
  @Delete(':messageId')
  @HttpCode(204)
  async end(
    @AsReader() reader: Reader,
    @Param('messageId', { schema: uuid }) messageId: string,
  ): Promise<void> {
    await this.endWatch.run(reader, messageId);
  }
}
