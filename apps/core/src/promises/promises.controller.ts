import { uuid } from '@filo/contracts';
import {
  promiseChange,
  promiseCreate,
  promiseList,
  promisesQuery,
  promiseView,
  type PromiseChange,
  type PromiseCreate,
  type PromiseList,
  type PromiseView,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { FindPerson } from '../people-pages/find-person.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { ChangePromise } from './change-promise.js';
import { MakePromise } from './make-promise.js';
import { ShowPromises } from './show-promises.js';

@Controller('api/v1')
@SignedIn()
export class PromisesController {
  constructor(
    private readonly findPerson: FindPerson,
    private readonly makePromise: MakePromise,
    private readonly changePromise: ChangePromise,
    private readonly showPromises: ShowPromises,
  ) {}

  /** What we promised one person, or what I promised anybody and have not done. */
  @Get('promises')
  @Answers(200, promiseList)
  async list(
    @AsReader() reader: Reader,
    @Query({ schema: promisesQuery }) { threadId }: z.output<typeof promisesQuery>,
  ): Promise<PromiseList> {
    const personId = threadId && (await this.findPerson.run(reader, threadId));
    return this.showPromises.run(reader, personId);
  }

  /** Writes down a promise; the same id makes it once. */
  @Post('threads/:id/promises')
  @Answers(201, promiseView)
  async make(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: promiseCreate }) promise: PromiseCreate,
  ): Promise<PromiseView> {
    return this.makePromise.run(reader, await this.findPerson.run(reader, id), promise);
  }

  /** Done, dropped, moved, given to another agent, or opened again. */
  @Post('promises/:id/changes')
  @HttpCode(200)
  @Answers(200, promiseView)
  @CanBeUndone()
  change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: promiseChange }) change: PromiseChange,
    @AsUndoing() undoing: Undoing,
  ): Promise<PromiseView> {
    return this.changePromise.run(reader, id, { change, undoing });
  }
}
