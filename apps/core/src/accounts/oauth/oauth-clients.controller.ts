import { Controller, Get, Header, Param } from '@nestjs/common';
import { Public } from '../../access/access-rules.js';
import { ShowClient } from './show-client.js';
import { Described } from '../../http/described.js';

/** What providers read about us: they take the address of this document for our name, so that nobody registers. */
@Controller('api/v1/accounts/oauth/clients')
@Public()
@Described(({ ApiExcludeController }) => ApiExcludeController())
export class OAuthClientsController {
  constructor(private readonly showClient: ShowClient) {}

  @Get(':channel')
  @Header('cache-control', 'public, max-age=300')
  show(@Param('channel') channel: string): Promise<Record<string, unknown>> {
    return this.showClient.run(channel);
  }
}
