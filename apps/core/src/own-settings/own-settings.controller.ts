import {
  ownSettings,
  ownSettingsChange,
  type OwnSettings,
  type OwnSettingsChange,
} from '@filo/contracts/http';
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
      `select undo_seconds as "undoSeconds", case when (storm_mute ->> 'until')::timestamptz > now() then storm_mute end as "stormMute"
       from agent where id = $1`,
      [agentId],
    )) as [OwnSettings];
    return row;
  }

  @Put()
  @Answers(200, ownSettings)
  async change(
    @AsReader() reader: Reader,
    @Body({ schema: ownSettingsChange }) { undoSeconds, stormMute }: OwnSettingsChange,
  ): Promise<OwnSettings> {
    await this.dataSource.query(
      `update agent set undo_seconds = coalesce($2, undo_seconds), storm_mute = case when $3 then $4::jsonb else storm_mute end where id = $1`,
      [
        reader.agentId,
        undoSeconds ?? null,
        stormMute !== undefined,
        stormMute ? JSON.stringify(stormMute) : null,
      ],
    );
    return this.read(reader);
  }
}
