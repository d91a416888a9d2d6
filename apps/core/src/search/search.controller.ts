import { searchPage, searchQuery, type SearchPage } from '@filo/contracts/http';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SearchEverything } from './finding/search-everything.js';

@Controller('api/v1/search')
@SignedIn()
export class SearchController {
  constructor(private readonly searchEverything: SearchEverything) {}

  /** People by name or address, and messages by their words, subject, author or attachment names. */
  @Get()
  @Answers(200, searchPage)
  search(
    @AsReader() reader: Reader,
    @Query({ schema: searchQuery }) query: z.output<typeof searchQuery>,
  ): Promise<SearchPage> {
    return this.searchEverything.run(reader, query);
  }
}
