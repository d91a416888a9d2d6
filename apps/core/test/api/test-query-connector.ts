import { connectBus } from '@filo/bus';
import { tryQuery } from '@filo/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { z } from 'zod';
import { answerOnBus } from './answer-on-bus.js';
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
  const questions = await answerOnBus(api, 'social', Questions);
  return {
    bus,
    close: async () => {
      await questions.close();
      await bus.drain();
    },
  };
};
