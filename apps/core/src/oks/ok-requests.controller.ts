import { uuid } from '@filo/contracts';
import {
  okEdited,
  okGiven,
  okRequest,
  okRequestList,
  okRequestsQuery,
  okReturned,
  okRule,
  replyCreate,
  threadChanged,
  type OkEdited,
  type OkGiven,
  type OkRequest,
  type OkRequestList,
  type OkReturned,
  type OkRule,
  type ReplyCreate,
} from '@filo/contracts/http';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { Described } from '../http/described.js';
import { FindPerson } from '../people-pages/find-person.js';
import { readIfMatch } from '../replies/check-version.js';
import { needIdempotencyKey } from '../replies/idempotency-key.js';
import { AskForOk } from './ask-for-ok.js';
import { DecideOkRequest } from './decide-ok-request.js';
import { GiveOk } from './give-ok.js';
import { SetOkRule } from './set-ok-rule.js';
import { ShowOkRequests } from './show-ok-requests.js';

const seenVersion = {
  name: 'if-match',
  required: true,
  description: 'The thread version that the agent saw',
};

/** Public answers that a second agent reads before they leave. */
@Controller('api/v1')
@SignedIn()
export class OkRequestsController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly askForOk: AskForOk,
    private readonly show: ShowOkRequests,
    private readonly giveOk: GiveOk,
    private readonly decide: DecideOkRequest,
  ) {}

  /** Keeps a public answer until a colleague gives the OK; nothing of it leaves before. */
  @Post('threads/:id/ok-requests')
  @Described(({ ApiHeader }) => ApiHeader(seenVersion))
  @Described(({ ApiHeader }) =>
    ApiHeader({
      name: 'idempotency-key',
      required: true,
      description: 'Any text of yours, new for each answer',
    }),
  )
  @Answers(201, okRequest)
  @Answers(409, threadChanged)
  async ask(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Headers() headers: { 'idempotency-key'?: string; 'if-match'?: string },
    @Body({ schema: replyCreate }) reply: ReplyCreate,
  ): Promise<OkRequest> {
    const seen = readIfMatch(headers['if-match']);
    const idempotencyKey = needIdempotencyKey(headers['idempotency-key']);
    const personId = await this.findPerson.run(reader, id);
    return this.askForOk.run(reader, { personId, reply, seen, idempotencyKey });
  }

  /** What waits for an OK, and what came back to who asks; of one thread or of all. */
  @Get('ok-requests')
  @Answers(200, okRequestList)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: okRequestsQuery }) { threadId }: z.output<typeof okRequestsQuery>,
  ): Promise<OkRequestList> {
    return this.show.run(reader, threadId);
  }

  /** One answer, whatever became of it. */
  @Get('ok-requests/:id')
  @Answers(200, okRequest)
  one(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<OkRequest> {
    return this.show.one(reader, id);
  }

  /** A second agent's OK: the answer leaves, if it is what they read. */
  @Post('ok-requests/:id/ok')
  @HttpCode(200)
  @Described(({ ApiHeader }) => ApiHeader(seenVersion))
  @Answers(200, okRequest)
  @Answers(409, threadChanged)
  give(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: okGiven }) given: OkGiven,
  ): Promise<OkRequest> {
    return this.giveOk.run(reader, id, { ...given, seen: readIfMatch(ifMatch) });
  }

  /** Gives it back to its author, with a reason. */
  @Post('ok-requests/:id/return')
  @HttpCode(200)
  @Answers(200, okRequest)
  giveBack(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: okReturned }) returned: OkReturned,
  ): Promise<OkRequest> {
    return this.decide.giveBack(reader, id, returned);
  }

  /** Its author takes it back. */
  @Post('ok-requests/:id/withdraw')
  @HttpCode(200)
  @Answers(200, okRequest)
  withdraw(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<OkRequest> {
    return this.decide.withdraw(reader, id);
  }

  /** Its author writes it anew, which asks anew. */
  @Put('ok-requests/:id')
  @Described(({ ApiHeader }) => ApiHeader(seenVersion))
  @Answers(200, okRequest)
  @Answers(409, threadChanged)
  edit(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: okEdited }) edited: OkEdited,
  ): Promise<OkRequest> {
    return this.decide.edit(reader, id, { ...edited, seen: readIfMatch(ifMatch) });
  }
}

@Controller('api/v1/ok-rule')
@ForRoles('admin')
export class OkRuleController {
  constructor(private readonly setOkRule: SetOkRule) {}

  /** Whether public answers to posts of harm, law or press need a second pair of eyes. */
  @Put()
  @Answers(200, okRule)
  set(@AsReader() reader: Reader, @Body({ schema: okRule }) rule: OkRule): Promise<OkRule> {
    return this.setOkRule.run(reader, rule);
  }
}
