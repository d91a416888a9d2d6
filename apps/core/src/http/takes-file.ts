import { applyDecorators } from '@nestjs/common';
import { Described } from './described.js';

type Properties = Readonly<Record<string, object>>;
const nothing = { required: [], properties: {} };

/** Writes into the OpenAPI file that a form with one file is taken, and what else stands in the form. */
export const TakesFile = (beside: { required: readonly string[]; properties: Properties } = nothing) =>
  applyDecorators(
    Described(({ ApiConsumes }) => ApiConsumes('multipart/form-data')),
    Described(({ ApiBody }) =>
      ApiBody({
        schema: {
          type: 'object',
          required: ['file', ...beside.required],
          properties: { file: { type: 'string', format: 'binary' }, ...beside.properties },
        },
      }),
    ),
  );
