import { auditPage, auditQuery, type AuditPage, type AuditQuery } from '@filo/contracts/http';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ForRoles } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { listAudit } from './list-audit.js';

/** Who did what, as it was written down with each change. */
@Controller('api/v1/audit')
@ForRoles('admin')
export class AuditController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @Answers(200, auditPage)
  list(@AsReader() reader: Reader, @Query({ schema: auditQuery }) query: AuditQuery): Promise<AuditPage> {
    return listAudit(this.dataSource, reader, query);
  }
}
