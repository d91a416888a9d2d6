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
import { firstChoices } from '../notices/first-choices.js';
import { SayAway } from './say-away.js';

@Controller('api/v1/own-settings')
@SignedIn()
export class OwnSettingsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sayAway: SayAway,
  ) {}

  /** What an agent chose for themselves, wherever they sign in. */
  @Get()
  @Answers(200, ownSettings)
  async read(@AsReader() { agentId }: Reader): Promise<OwnSettings> {
    const [row] = (await this.dataSource.query(
      `select undo_seconds as "undoSeconds", case when (storm_mute ->> 'until')::timestamptz > now() then storm_mute end as "stormMute",
         coalesce($2::jsonb || notice_choices, $2::jsonb) as "noticeChoices", away_at is not null as away from agent where id = $1`,
      [agentId, JSON.stringify(firstChoices)],
    )) as [OwnSettings];
    return row;
  }

  @Put()
  @Answers(200, ownSettings)
  async change(
    @AsReader() reader: Reader,
    @Body({ schema: ownSettingsChange }) { undoSeconds, stormMute, noticeChoices, away }: OwnSettingsChange,
  ): Promise<OwnSettings> {
    if (away !== undefined) await this.sayAway.run(reader, away);
    await this.dataSource.query(
      `update agent set undo_seconds = coalesce($2, undo_seconds), storm_mute = case when $3 then $4::jsonb else storm_mute end,
         notice_choices = coalesce($5::jsonb, notice_choices) where id = $1`,
      [
        reader.agentId,
        undoSeconds ?? null,
        stormMute !== undefined,
        stormMute ? JSON.stringify(stormMute) : null,
        noticeChoices ? JSON.stringify(noticeChoices) : null,
      ],
    );
    return this.read(reader);
  }
}
