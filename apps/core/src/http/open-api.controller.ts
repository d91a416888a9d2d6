import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '../access/access-rules.js';
import { DomainError } from './domain-error.js';
import { Described } from './described.js';

/** Describes the API when it is first asked to: most processes are never asked, and it takes a second. */
@Controller('api/v1/openapi.json')
@Public()
@Described(({ ApiExcludeController }) => ApiExcludeController())
export class OpenApiController {
  #describe: (() => Promise<object>) | undefined;
  #text: Promise<string> | undefined;

  describeBy(describe: () => Promise<object>): void {
    this.#describe = describe;
  }

  @Get()
  @Header('content-type', 'application/json; charset=utf-8')
  read(): Promise<string> {
    this.#text ??= this.#write().catch((error: unknown) => {
      this.#text = undefined;
      throw error;
    });
    return this.#text;
  }

  async #write(): Promise<string> {
    if (!this.#describe) throw new DomainError('unavailable', 'The API is still starting.');
    return JSON.stringify(await this.#describe());
  }
}
