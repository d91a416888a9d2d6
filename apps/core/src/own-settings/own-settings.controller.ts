import { ownSettings, type OwnSettings } from '@filo/contracts/http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';

@Controller('api/v1/own-settings')
@SignedIn()
export class OwnSettingsController {
  constructor(private readonly dataSource: DataSource) {}

  /** What an agent chose for themselves, wherever they sign in. */
  @Get()
  @Answers(200, ownSettings)
  async read(@AsReader() { agentId }: Reader): Promise<OwnSettings> {
    const [row] = (await this.dataSource.query(
      'select undo_seconds as "undoSeconds" from agent where id = $1',
      [agentId],
    )) as [OwnSettings];
    return row;
  }

  @Put()
  @Answers(200, ownSettings)
  async change(
    @AsReader() { agentId }: Reader,
    @Body({ schema: ownSettings }) settings: OwnSettings,
  ): Promise<OwnSettings> {
    await this.dataSource.query('update agent set undo_seconds = $2 where id = $1', [
      agentId,
      settings.undoSeconds,
    ]);
    return settings;
  }
}
