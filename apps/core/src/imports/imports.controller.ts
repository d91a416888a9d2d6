import { uuid } from '@filo/contracts';
import {
  importList,
  importPreview,
  importView,
  type ImportList,
  type ImportPreview,
  type ImportView,
} from '@filo/contracts/http';
import { Controller, Get, Header, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { Described } from '../http/described.js';
import { TakesFile } from '../http/takes-file.js';
import { pageQuery } from '../paging/page-query.js';
import { readImportFields, readImportRequest } from './read-import-request.js';
import { ShowImports } from './show-imports.js';
import { TakeImport } from './take-import.js';

@Controller('api/v1/imports')
@ForRoles('admin')
export class ImportsController {
  constructor(
    private readonly takeImport: TakeImport,
    private readonly showImports: ShowImports,
  ) {}

  /** What the columns of a list look like; nothing is stored. */
  @Post('preview')
  @HttpCode(200)
  @TakesFile()
  @Answers(200, importPreview)
  async preview(@AsReader() reader: Reader, @Req() request: FastifyRequest): Promise<ImportPreview> {
    return this.takeImport.preview(reader, await readImportRequest(request));
  }

  /** Takes a list of customers in; the worker does it row by row. `columns` is a JSON array, one meaning per column. */
  @Post()
  @TakesFile({
    required: ['name', 'mode', 'columns'],
    properties: {
      name: { type: 'string' },
      mode: { type: 'string', enum: ['dry-run', 'run'] },
      accountGroupId: { type: 'string', description: 'An account group, or everybody' },
      siteForm: {
        type: 'string',
        format: 'uuid',
        description: 'The form by which the users of a column `site` are known',
      },
      columns: { type: 'string', description: 'A JSON array, such as ["name","mail","fact:city"]' },
    },
  })
  @Answers(201, importView)
  async take(@AsReader() reader: Reader, @Req() request: FastifyRequest): Promise<ImportView> {
    const given = await readImportRequest(request);
    return this.showImports.one(
      reader,
      await this.takeImport.run(reader, given, readImportFields(given.fields)),
    );
  }

  /** Newest first. */
  @Get()
  @Answers(200, importList)
  list(
    @AsReader() reader: Reader,
    @Query({ schema: pageQuery }) query: z.output<typeof pageQuery>,
  ): Promise<ImportList> {
    return this.showImports.page(reader, query);
  }

  @Get(':id')
  @Answers(200, importView)
  read(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<ImportView> {
    return this.showImports.one(reader, id);
  }

  /** All bad rows with their lines, as CSV. */
  @Get(':id/faults')
  @Described(({ ApiProduces }) => ApiProduces('text/csv'))
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="bad-rows.csv"')
  faults(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<string> {
    return this.showImports.faults(reader, id);
  }

  /** Takes back as a whole what the import did: links, and facts that nobody has said anew. */
  @Post(':id/undo')
  @HttpCode(200)
  @Answers(200, importView)
  async undo(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<ImportView> {
    await this.takeImport.undo(reader, id);
    return this.showImports.one(reader, id);
  }
}
