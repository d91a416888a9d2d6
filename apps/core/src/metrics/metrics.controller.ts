import { Metrics } from '@filo/service';
import { Controller, Get, Header } from '@nestjs/common';
import { ForRoles } from '../access/access-rules.js';
import { Described } from '../http/described.js';

/** The metrics of this process beside the API, for whoever cannot reach its health port: Prometheus sends an API token. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** In the text format of Prometheus. */
  @Get()
  @ForRoles('admin')
  @Described(({ ApiProduces }) => ApiProduces('text/plain'))
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('cache-control', 'no-store')
  read(): Promise<string> {
    return this.metrics.text();
  }
}
