import type { XServer } from '@filo/testing/x';
import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';

type Answered = XServer['answered'][number];
type Schema = Record<string, unknown>;
interface Parameter {
  name: string;
  in: string;
  schema: { type?: string };
}
interface Operation {
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
interface Told {
  data?: { event_type?: string; payload?: unknown };
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema & { discriminator?: { mapping: Record<string, string> } }>;
    parameters: Record<string, Parameter>;
  };
}

/** A description of an API, by which requests and answers are judged. What it does not name is a fault too. */
export class OpenApi {
  readonly #ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false, allErrors: true });
  readonly #described: Description;

  constructor(path: string) {
    this.#described = closed(JSON.parse(readFileSync(path, 'utf8'))) as Description;
    this.#ajv.addSchema({ ...this.#described, $id: 'api' } as object);
  }

  faultsOf({ request, query, body, answer }: Answered): string[] {
    const [method, path] = request.split(' ') as [string, string];
    const operation = this.#operation(method, path);
    if (operation === undefined) return [`${request} is not described`];
    const wanted = operation.requestBody?.content['application/json']?.schema;
    const told = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))?.[1];
    const answered = told?.content?.['application/json']?.schema;
    return [
      ...query.flatMap(([name, value]) => this.#parameterFaults(operation, name, value)),
      ...(wanted ? this.#faults(wanted, body) : []),
      ...(answered ? this.#faults(answered, answer) : ['an answer that is not described']),
    ].map((fault) => `${request}: ${fault}`);
  }

  /** By the schema of its kind. Of `about:blank`, which is what X says to who is unknown or asks too often, it describes no form. */
  faultsOfRefusal({ request, answer }: { request: string; answer: object }): string[] {
    const { type = '' } = answer as { type?: string };
    if (type === 'about:blank') return [];
    const reference = this.#described.components.schemas['Problem']?.discriminator?.mapping[type];
    const faults = reference ? this.#faults({ $ref: reference }, answer) : [`${type} is not described`];
    return faults.map((fault) => `${request}: ${fault}`);
  }

  /** Of what X tells by itself: its envelope, and what stands in it by the schema of its kind. */
  faultsOfEvent(event: object): string[] {
    const { event_type: kind = '', payload } = (event as Told).data ?? {};
    const { ActivityStreamResponse: envelope, ActivityStreamingResponsePayload: payloads } =
      this.#described.components.schemas;
    const reference = payloads?.discriminator?.mapping[kind];
    if (envelope === undefined || reference === undefined) return [`${kind} is not described`];
    // What may be of several kinds at once is of none: the kind is named beside it.
    const bare = { ...event, data: { ...(event as Told).data, payload: undefined } };
    const told = JSON.parse(JSON.stringify(bare)) as object;
    return [...this.#faults(envelope, told), ...this.#faults({ $ref: reference }, payload)].map(
      (fault) => `${kind}: ${fault}`,
    );
  }

  /** `users/:id/mentions` is `/2/users/{id}/mentions` there, whatever the place is called. */
  #operation(method: string, path: string): Operation | undefined {
    const same = (described: string) => described.replace(/\{\w+\}/g, ':id') === `/2/${path}`;
    const [, operations] = Object.entries(this.#described.paths).find(([one]) => same(one)) ?? [];
    return operations?.[method.toLowerCase()];
  }

  #parameterFaults({ parameters = [] }: Operation, name: string, value: string): string[] {
    const all = parameters.map((one) =>
      '$ref' in one ? this.#described.components.parameters[one.$ref.split('/').at(-1)!]! : one,
    );
    const parameter = all.find((one) => one.name === name && one.in === 'query');
    if (parameter === undefined) return [`the parameter ${name} is not described`];
    const { type } = parameter.schema;
    const given = type === 'array' ? value.split(',') : type === 'integer' ? Number(value) : value;
    return this.#faults(parameter.schema, given).map((fault) => `${name}: ${fault}`);
  }

  #faults(schema: Schema, value: unknown): string[] {
    const validate = this.#compiled(schema);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  #compiled(schema: Schema): ValidateFunction {
    const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object;
    return this.#ajv.compile(local);
  }
}

/** Objects with named parts have no others. */
const closed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const all = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]));
  const isObject = all['type'] === 'object' && 'properties' in all && !('additionalProperties' in all);
  return isObject ? { ...all, additionalProperties: false } : all;
};
