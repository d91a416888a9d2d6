import { uuid } from '@filo/contracts';
import {
  scriptCreate,
  scriptFill,
  scriptFilled,
  scriptList,
  scriptPatch,
  scriptView,
  type ScriptFill,
  type ScriptFilled,
  type ScriptList,
  type ScriptView,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { AsUndoing, CanBeUndone, type Undoing } from '../undoing/undoing.js';
import { FillScript } from './fill-script.js';
import { SaveScript } from './save-script.js';
import { ShowScripts } from './show-scripts.js';

/** Reusable answers: everybody has their own, supervisors and admins keep those of everybody. */
@Controller('api/v1/scripts')
@SignedIn()
export class ScriptsController {
  constructor(
    private readonly showScripts: ShowScripts,
    private readonly saveScript: SaveScript,
    private readonly fillScript: FillScript,
  ) {}

  @Get()
  @Answers(200, scriptList)
  list(@AsReader() reader: Reader): Promise<ScriptList> {
    return this.showScripts.all(reader);
  }

  @Post()
  @HttpCode(201)
  @Answers(201, scriptView)
  create(
    @AsReader() reader: Reader,
    @Body({ schema: scriptCreate }) wanted: z.output<typeof scriptCreate>,
  ): Promise<ScriptView> {
    return this.saveScript.make(reader, wanted);
  }

  /** Changes what is given; `removed: false` brings back what was removed. */
  @Patch(':id')
  @Answers(200, scriptView)
  @CanBeUndone()
  change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: scriptPatch }) patch: z.output<typeof scriptPatch>,
    @AsUndoing() undoing: Undoing,
  ): Promise<ScriptView> {
    return this.saveScript.change(reader, id, { ...patch, undoing });
  }

  @Delete(':id')
  @HttpCode(204)
  remove(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @AsUndoing() undoing: Undoing,
  ): Promise<void> {
    return this.saveScript.remove(reader, id, undoing);
  }

  /** The words for one thread, with what is known of the person put in. Sends nothing. */
  @Post(':id/fill')
  @HttpCode(200)
  @Answers(200, scriptFilled)
  fill(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: scriptFill }) wanted: ScriptFill,
  ): Promise<ScriptFilled> {
    return this.fillScript.run(reader, id, wanted);
  }
}
