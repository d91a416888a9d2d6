import { natsMicroservice } from '@filo/bus';
import { Module, type INestMicroservice, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { TestApi } from './test-api.js';

/** A stand-in for a connector that answers the questions which the controller has patterns for. */
export const answerOnBus = async (
  api: TestApi,
  service: string,
  controller: Type,
): Promise<INestMicroservice> => {
  @Module({ controllers: [controller] })
  class Questions {}
  const questions = await NestFactory.createMicroservice(Questions, {
    ...natsMicroservice(api.busOptions(service)),
    logger: false,
  });
  await questions.listen();
  return questions;
};
