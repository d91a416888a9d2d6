import { z } from 'zod';
import { Described } from './described.js';

/** Writes the shape of an answer into the OpenAPI file, from the same schema that the inbox reads it by. */
export const Answers = (status: number, schema: z.ZodType, description = ''): MethodDecorator =>
  Described(({ ApiResponse }) => ApiResponse({ status, description, schema: jsonSchemaOf(schema) }));

/** JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
export const jsonSchemaOf = (schema: z.ZodType): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  return rest;
};
