import { connectBus, natsMicroservice } from '@filo/bus';
import { tryQuery } from '@filo/contracts';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { z } from 'zod';
import type { TestApi } from './test-api.js';

type Asked = z.output<typeof tryQuery.request>;

/** A stand-in for the connector of the social networks, which says what its platform makes of a query. */
export const startQueryConnector = async (
  api: TestApi,
  says: (asked: Asked) => z.input<typeof tryQuery.reply>,
) => {
  const bus = await connectBus(api.busOptions('social'));
  @Controller()
  class Questions {
    @MessagePattern(tryQuery.subject('social'))
    try(@Payload() asked: unknown) {
      return says(tryQuery.request.parse(asked));
    }
  }
  @Module({ controllers: [Questions] })
  class QuestionsModule {}
  const questions = await NestFactory.createMicroservice(QuestionsModule, {
    ...natsMicroservice(api.busOptions('social')),
    logger: false,
  });
  await questions.listen();
  return {
    bus,
    close: async () => {
      await questions.close();
      await bus.drain();
    },
  };
};
