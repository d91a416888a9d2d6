import { uuid } from '@filo/contracts';
import {
  suggestionDecided,
  suggestionPage,
  suggestionReject,
  type SuggestionDecided,
  type SuggestionPage,
  type SuggestionReject,
} from '@filo/contracts/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { DecideSuggestion } from './decide-suggestion.js';
import { ListSuggestions, suggestionQuery } from './list-suggestions.js';

/** Who may be one human being. Nothing here joins anybody: that is `POST /api/v1/merges`. */
@Controller('api/v1/suggestions')
@SignedIn()
export class SuggestionsController {
  constructor(
    private readonly listSuggestions: ListSuggestions,
    private readonly decide: DecideSuggestion,
  ) {}

  /** Pairs that wait for an agent, surest first; with `personId` those of one person. */
  @Get()
  @Answers(200, suggestionPage)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: suggestionQuery }) query: z.output<typeof suggestionQuery>,
  ): Promise<SuggestionPage> {
    return this.listSuggestions.run(reader, query);
  }

  /** Not the same: the pair is suggested again only when new evidence comes. */
  @Post(':id/reject')
  @HttpCode(200)
  @Answers(200, suggestionDecided)
  reject(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: suggestionReject }) { reason }: SuggestionReject,
  ): Promise<SuggestionDecided> {
    return this.decide.run(reader, id, { kind: 'reject', reason });
  }

  /** Puts the pair away for a week, or until new evidence comes. */
  @Post(':id/later')
  @HttpCode(200)
  @Answers(200, suggestionDecided)
  later(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<SuggestionDecided> {
    return this.decide.run(reader, id, { kind: 'later' });
  }

  /** Takes `reject` or `later` back. */
  @Post(':id/reopen')
  @HttpCode(200)
  @Answers(200, suggestionDecided)
  reopen(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<SuggestionDecided> {
    return this.decide.run(reader, id, { kind: 'reopen' });
  }
}
