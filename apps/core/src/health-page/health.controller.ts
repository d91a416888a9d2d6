import { healthView, type HealthView } from '@filo/contracts/http';
import { Controller, Get } from '@nestjs/common';
import { PublicWithReader } from '../access/access-rules.js';
import { MaybeReader, type Reader } from '../access/reader.js';
import { Answers } from '../http/answers.js';
import { ShowHealth } from './show-health.js';

@Controller('api/v1/health')
export class HealthController {
  constructor(private readonly showHealth: ShowHealth) {}

  /** Public in its state alone; the rest needs a session or token. */
  @Get()
  @PublicWithReader()
  @Answers(200, healthView)
  read(@MaybeReader() reader: Reader | undefined): Promise<HealthView> {
    return this.showHealth.run(reader);
  }
}
