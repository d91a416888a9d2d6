import { uuid } from '@filo/contracts';
import {
  formCreate,
  formList,
  formPatch,
  formView,
  type FormList,
  type FormView,
} from '@filo/contracts/http';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { StoreAccount } from '../accounts/store-account.js';
import { Answers } from '../http/answers.js';
import { listQuery, type ListQuery } from '../paging/page-query.js';
import { SaveForm } from './save-form.js';
import { ShowForms } from './show-forms.js';

/** Forms are accounts whose address is their key and whose settings are their definition. */
@Controller('api/v1/forms')
export class FormsController {
  constructor(
    private readonly showForms: ShowForms,
    private readonly saveForm: SaveForm,
    private readonly storeAccount: StoreAccount,
  ) {}

  @Get()
  @SignedIn()
  @Answers(200, formList)
  list(@AsReader() reader: Reader, @Query({ schema: listQuery }) query: ListQuery): Promise<FormList> {
    return this.showForms.page(reader, query);
  }

  @Post()
  @ForRoles('admin')
  @Answers(201, formView)
  async create(
    @AsReader() reader: Reader,
    @Body({ schema: formCreate }) wanted: z.output<typeof formCreate>,
  ): Promise<FormView> {
    const id = await this.saveForm.make(reader, wanted);
    return this.showForms.one(reader, id);
  }

  @Get(':id')
  @SignedIn()
  @Answers(200, formView)
  read(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<FormView> {
    return this.showForms.one(reader, id);
  }

  @Patch(':id')
  @ForRoles('admin')
  @Answers(200, formView)
  async change(
    @AsReader() reader: Reader,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: formPatch }) change: z.output<typeof formPatch>,
  ): Promise<FormView> {
    await this.saveForm.change(reader, await this.showForms.one(reader, id), change);
    return this.showForms.one(reader, id);
  }

  /** Takes the form off the web. What was written by it stays. */
  @Delete(':id')
  @ForRoles('admin')
  @HttpCode(204)
  async remove(@AsReader() reader: Reader, @Param('id', { schema: uuid }) id: string): Promise<void> {
    await this.showForms.one(reader, id);
    await this.storeAccount.change(reader, { id, state: 'removed', sealedSecrets: null }, 'form-removed');
  }
}
