import { uuid } from '@filo/contracts';
import { personDetail, personPage } from '@filo/contracts/http';
import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ListPeople, peopleQuery } from './list-people.js';

const json = 'application/json; charset=utf-8';

@Controller('api/v1/people')
@SignedIn()
export class PeopleController {
  constructor(private readonly listPeople: ListPeople) {}

  /** By name, handle or address; without `q`, whoever was last in touch. */
  @Get()
  @Header('content-type', json)
  @Answers(200, personPage)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: peopleQuery }) query: z.output<typeof peopleQuery>,
  ): Promise<string> {
    return this.listPeople.run(reader, query);
  }

  /** One person with what is known of it. */
  @Get(':id')
  @Header('content-type', json)
  @Answers(200, personDetail)
  read(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<string> {
    return this.listPeople.one(reader, id);
  }
}
