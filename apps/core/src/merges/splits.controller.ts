import { uuid } from '@filo/contracts';
import {
  linksChanged,
  peopleChanged,
  splitPreview,
  splitPreviewRequest,
  splitRequest,
  undoRequest,
  type LinksChanged,
  type SplitPreview,
  type SplitPreviewRequest,
  type SplitRequest,
  type UndoRequest,
} from '@filo/contracts/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ChangePeople } from './change-people.js';
import { PreviewChange } from './preview-change.js';

@Controller('api/v1/splits')
@SignedIn()
export class SplitsController {
  constructor(
    private readonly changePeople: ChangePeople,
    private readonly previewChange: PreviewChange,
  ) {}

  /** Who would stay and who would leave, with what; changes nothing. */
  @Post('preview')
  @HttpCode(200)
  @Answers(200, splitPreview)
  preview(
    @AsReader() reader: Reader,
    @Body({ schema: splitPreviewRequest }) request: SplitPreviewRequest,
  ): Promise<SplitPreview> {
    return this.previewChange.split(reader, request);
  }

  /** Takes identities out of a person; 409 with who it is now when it has changed since it was seen. */
  @Post()
  @HttpCode(200)
  @Answers(200, linksChanged)
  @Answers(409, peopleChanged)
  split(
    @AsReader() reader: Reader,
    @Body({ schema: splitRequest }) request: SplitRequest,
  ): Promise<LinksChanged> {
    return this.changePeople.split(reader, request);
  }

  /** At once or ever after, in any order: as if it had never been, but for what came since. */
  @Post(':id/undo')
  @HttpCode(200)
  @Answers(200, linksChanged)
  undo(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) changeId: string,
    @Body({ schema: undoRequest }) { reason }: UndoRequest,
  ): Promise<LinksChanged> {
    return this.changePeople.undo(reader, { kind: 'split', changeId, reason });
  }
}
