import { natsMicroservice, type BusOptions } from '@filo/bus';
import {
  oauthDocument,
  lookForSent,
  mayWriteFirst,
  oauthFinish,
  oauthProviders,
  oauthStart,
  proveFinish,
  proveOffer,
  proveStart,
  readAgain,
  readLink,
  readProfile,
  reconcileNow,
  takeBack,
  tryQuery,
  verifyAccount,
} from '@filo/contracts';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import 'reflect-metadata';
import type { z } from 'zod';
import type { AnswerQuestions } from './answer-questions.js';

/** Answers what core asks this connector, over Nest's NATS transport; replicas share the questions. */
export const serveQuestions = async (
  connector: string,
  answers: AnswerQuestions,
  options: BusOptions,
): Promise<INestMicroservice> => {
  const app = await NestFactory.createMicroservice(questionsModule(connector, answers), {
    ...natsMicroservice(options),
    logger: false,
  });
  await app.listen();
  return app;
};

/** The subjects hold the connector's name, so that the class is made where the name is known. */
const questionsModule = (connector: string, answers: AnswerQuestions) => {
  class QuestionsController {}
  const answer = <Asked extends Question>(
    question: Asked,
    run: (request: z.output<Asked['request']>) => unknown,
  ): void => {
    const subject = question.subject(connector);
    const value = (given: unknown) => run(question.request.parse(given) as z.output<Asked['request']>);
    const descriptor = { value, writable: true, configurable: true };
    Object.defineProperty(QuestionsController.prototype, subject, descriptor);
    MessagePattern(subject)(QuestionsController.prototype, subject, descriptor);
    Payload()(QuestionsController.prototype, subject, 0);
  };
  answer(verifyAccount, (request) => answers.verifyAccount(request));
  answer(readAgain, (request) => answers.readAgain(request));
  answer(takeBack, (request) => answers.takeBack(request));
  answer(lookForSent, (request) => answers.lookForSent(request));
  answer(tryQuery, (request) => answers.tryQuery(request));
  answer(readLink, (request) => answers.readLink(request));
  answer(mayWriteFirst, (request) => answers.mayWriteFirst(request));
  answer(readProfile, (request) => answers.readProfile(request));
  answer(reconcileNow, (request) => answers.reconcile(request));
  answer(oauthProviders, (request) => answers.oauthProviders(request));
  answer(oauthStart, (request) => answers.oauthStart(request));
  answer(oauthFinish, (request) => answers.oauthFinish(request));
  answer(oauthDocument, (request) => answers.oauthDocument(request));
  answer(proveOffer, (request) => answers.proofs.offer(request));
  answer(proveStart, (request) => answers.proofs.start(request));
  answer(proveFinish, (request) => answers.proofs.finish(request));
  Controller()(QuestionsController);
  class QuestionsModule {}
  Module({ controllers: [QuestionsController] })(QuestionsModule);
  return QuestionsModule;
};

/** One that a connector answers. */
interface Question {
  subject(connector: string): string;
  request: z.ZodType;
}
