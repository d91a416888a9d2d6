import type { BusinessHours, BusinessHoursSet } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { businessHoursOf } from './business-hours-of.js';

/** When the workspace has somebody there. */
@Injectable()
export class SetBusinessHours {
  constructor(private readonly dataSource: DataSource) {}

  show(): Promise<BusinessHours> {
    return businessHoursOf(this.dataSource, new Date());
  }

  run({ agentId }: Reader, { version, ...hours }: BusinessHoursSet): Promise<BusinessHours> {
    return inTransaction(this.dataSource, async (db) => {
      // Of two admins the second is told what the first did.
      await db.query('select from workspace for no key update');
      const before = await businessHoursOf(db, new Date());
      if (before.version !== version)
        throw new DomainError(
          'conflict',
          'Nothing was changed: somebody else set the business hours meanwhile. Look at how they are now, and say it again.',
          { reason: 'business-hours-changed', hours: before },
        );
      const holidays = [...new Set(hours.holidays)].toSorted();
      await db.query(
        `insert into business_hours (time_zone, week, holidays) values ($1, $2, $3::date[])
         on conflict (id) do update set time_zone = excluded.time_zone, week = excluded.week, holidays = excluded.holidays,
           version = business_hours.version + 1`,
        [hours.timeZone, JSON.stringify(hours.week), holidays],
      );
      const data = { ...hours, holidays };
      await recordAudit(db, { agentId, kind: 'business-hours-set', data });
      return businessHoursOf(db, new Date());
    });
  }
}
