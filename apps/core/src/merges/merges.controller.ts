import { uuid } from '@filo/contracts';
import {
  linksChanged,
  mergePreview,
  mergePreviewRequest,
  mergeRequest,
  mergeUndoPreview,
  peopleChanged,
  undoRequest,
  type LinksChanged,
  type MergePreview,
  type MergeRequest,
  type MergeUndoPreview,
  type UndoRequest,
} from '@filo/contracts/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ChangePeople } from './change-people.js';
import { PreviewChange } from './preview-change.js';
import { PreviewUndo } from './preview-undo.js';

@Controller('api/v1/merges')
@SignedIn()
export class MergesController {
  constructor(
    private readonly changePeople: ChangePeople,
    private readonly previewChange: PreviewChange,
    private readonly previewUndo: PreviewUndo,
  ) {}

  /** What a merge would move; changes nothing. */
  @Post('preview')
  @HttpCode(200)
  @Answers(200, mergePreview)
  preview(
    @AsReader() reader: Reader,
    @Body({ schema: mergePreviewRequest }) { personIds }: z.output<typeof mergePreviewRequest>,
  ): Promise<MergePreview> {
    return this.previewChange.merge(reader, personIds);
  }

  /** Makes one person of several; 409 with who they are now when one of them has changed since it was seen. */
  @Post()
  @HttpCode(200)
  @Answers(200, linksChanged)
  @Answers(409, peopleChanged)
  merge(
    @AsReader() reader: Reader,
    @Body({ schema: mergeRequest }) request: MergeRequest,
  ): Promise<LinksChanged> {
    return this.changePeople.merge(reader, request);
  }

  /** What undoing it would move back; changes nothing. */
  @Post(':id/undo-preview')
  @HttpCode(200)
  @Answers(200, mergeUndoPreview)
  undoPreview(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) changeId: string,
  ): Promise<MergeUndoPreview> {
    return this.previewUndo.run(reader, changeId);
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
    return this.changePeople.undo(reader, { kind: 'merge', changeId, reason });
  }
}
