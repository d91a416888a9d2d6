import { natsMicroservice, type BusOptions } from '@filo/bus';
import {
  oauthDocument,
  oauthFinish,
  oauthProviders,
  oauthStart,
  readAgain,
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
  class QuestionsController {
    verify(request: unknown) {
      return answers.verifyAccount(parse(verifyAccount, request));
    }
    readAgain(request: unknown) {
      return answers.readAgain(parse(readAgain, request));
    }
    takeBack(request: unknown) {
      return answers.takeBack(parse(takeBack, request));
    }
    tryQuery(request: unknown) {
      return answers.tryQuery(parse(tryQuery, request));
    }
    reconcile(request: unknown) {
      return answers.reconcile(parse(reconcileNow, request));
    }
    oauthProviders(request: unknown) {
      return answers.oauthProviders(parse(oauthProviders, request));
    }
    oauthStart(request: unknown) {
      return answers.oauthStart(parse(oauthStart, request));
    }
    oauthFinish(request: unknown) {
      return answers.oauthFinish(parse(oauthFinish, request));
    }
    oauthDocument(request: unknown) {
      return answers.oauthDocument(parse(oauthDocument, request));
    }
  }
  answer(QuestionsController, 'verify', verifyAccount.subject(connector));
  answer(QuestionsController, 'readAgain', readAgain.subject(connector));
  answer(QuestionsController, 'takeBack', takeBack.subject(connector));
  answer(QuestionsController, 'tryQuery', tryQuery.subject(connector));
  answer(QuestionsController, 'reconcile', reconcileNow.subject(connector));
  answer(QuestionsController, 'oauthProviders', oauthProviders.subject(connector));
  answer(QuestionsController, 'oauthStart', oauthStart.subject(connector));
  answer(QuestionsController, 'oauthFinish', oauthFinish.subject(connector));
  answer(QuestionsController, 'oauthDocument', oauthDocument.subject(connector));
  Controller()(QuestionsController);
  class QuestionsModule {}
  Module({ controllers: [QuestionsController] })(QuestionsModule);
  return QuestionsModule;
};

const answer = (target: { prototype: object }, method: string, subject: string): void => {
  const descriptor = Object.getOwnPropertyDescriptor(target.prototype, method)!;
  MessagePattern(subject)(target.prototype, method, descriptor);
  Payload()(target.prototype, method, 0);
};

const parse = <Request extends z.ZodType>(
  question: { request: Request },
  given: unknown,
): z.output<Request> => question.request.parse(given);
