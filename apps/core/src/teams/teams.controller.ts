import { uuid } from '@filo/contracts';
import {
  teamCreate,
  teamList,
  teamPatch,
  teamView,
  type TeamList,
  type TeamView,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SaveTeam } from './save-team.js';
import { ShowTeams } from './show-teams.js';

/** Who answers together. */
@Controller('api/v1/teams')
export class TeamsController {
  constructor(
    private readonly showTeams: ShowTeams,
    private readonly saveTeam: SaveTeam,
  ) {}

  @Get()
  @SignedIn()
  @Answers(200, teamList)
  async list(@AsReader() reader: Reader): Promise<TeamList> {
    return { items: await this.showTeams.all(reader) };
  }

  @Post()
  @ForRoles('admin')
  @Answers(201, teamView)
  make(
    @AsReader() reader: Reader,
    @Body({ schema: teamCreate }) wanted: z.output<typeof teamCreate>,
  ): Promise<TeamView> {
    return this.saveTeam.make(reader, wanted);
  }

  /** Changes name, colour or members; what is not named stays. */
  @Patch(':id')
  @ForRoles('admin')
  @Answers(200, teamView)
  change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: teamPatch }) patch: z.output<typeof teamPatch>,
  ): Promise<TeamView> {
    return this.saveTeam.change(reader, id, patch);
  }

  /** Its threads and accounts are no team's from then on, and nobody's where no agent has them. It can be brought back. */
  @Delete(':id')
  @HttpCode(204)
  @ForRoles('admin')
  remove(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    return this.saveTeam.remove(reader, id);
  }

  /** Brings a team back that was removed, with its members, accounts and threads. */
  @Post(':id/restore')
  @HttpCode(200)
  @ForRoles('admin')
  @Answers(200, teamView)
  restore(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<TeamView> {
    return this.saveTeam.restore(reader, id);
  }
}
