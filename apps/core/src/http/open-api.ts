import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { problem } from '@filo/contracts/http';
import { z } from 'zod';
import { jsonSchemaOf } from './answers.js';
import { putOnDescriptions } from './described.js';

/** Describes every route as OpenAPI 3.1, from the same schemas that validate requests. */
export const describeApi = async (app: INestApplication): Promise<OpenAPIObject> => {
  const swagger = await import('@nestjs/swagger');
  putOnDescriptions(swagger);
  const base = new swagger.DocumentBuilder()
    .setTitle('Filo')
    .setDescription('One thread per person. Every failure is a problem (RFC 9457) with a stable `code`.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth(
      'filo-4600',
      { type: 'apiKey', in: 'cookie', description: '`filo-<port>` over http, `__Host-filo` over https' },
      'session',
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'opaque' }, 'token')
    .addSecurityRequirements('session')
    .addSecurityRequirements('token')
    .build();
  const document = swagger.SwaggerModule.createDocument(app, base, {
    standardSchemaConverter: (schema: unknown, { schemaType }: { schemaType: string }) =>
      schema instanceof z.ZodType
        ? { schema: schemaType === 'input' ? inputSchemaOf(schema) : (jsonSchemaOf(schema) as never) }
        : undefined,
  } as never);
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as { responses?: Record<string, object> }[]) {
      if (operation.responses) operation.responses['default'] = problemAnswer;
    }
  }
  return document;
};

const problemAnswer = {
  description: 'What happened, what is safe, what to do',
  content: { 'application/problem+json': { schema: jsonSchemaOf(problem) } },
};

const inputSchemaOf = (schema: z.ZodType): never => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest as never;
};
