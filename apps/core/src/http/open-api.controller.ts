import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../access/access-rules.js';
import { DomainError } from './domain-error.js';

/** Holds the description of the API, written when the api starts. */
@Controller('api/v1/openapi.json')
@Public()
@ApiExcludeController()
export class OpenApiController {
  #text: string | undefined;

  keep(document: object): void {
    this.#text = JSON.stringify(document);
  }

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  read(): string {
    if (this.#text === undefined) throw new DomainError('unavailable', 'The API is still starting.');
    return this.#text;
  }
}
