import {
  businessHours,
  businessHoursSet,
  type BusinessHours,
  type BusinessHoursSet,
} from '@filo/contracts/http';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { ForRoles, SignedIn } from '../access/access-rules.js';
import { AsReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { SetBusinessHours } from './set-business-hours.js';

@Controller('api/v1/business-hours')
export class BusinessHoursController {
  constructor(private readonly hours: SetBusinessHours) {}

  /** When somebody is there, and when the next day of work begins. */
  @Get()
  @SignedIn()
  @Answers(200, businessHours)
  show(): Promise<BusinessHours> {
    return this.hours.show();
  }

  @Put()
  @ForRoles('admin')
  @Answers(200, businessHours)
  set(
    @AsReader() reader: Reader,
    @Body({ schema: businessHoursSet }) wanted: BusinessHoursSet,
  ): Promise<BusinessHours> {
    return this.hours.run(reader, wanted);
  }
}
