import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';

type Schema = Record<string, unknown>;
interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
type Paths = Record<string, Record<string, Operation>>;
interface Asked {
  request: string;
  query: readonly [string, string][];
  body: unknown;
  answer: unknown;
}

interface Refused {
  request: string;
  status: number;
  answer: unknown;
}

/** Fields that instances take and the description does not name. */
const undescribed = ['allowed_mentions'];

/**
 * A description of Mastodon's API, by which requests, answers and refusals are judged. What may be one of several kinds is often of two of
 * them at once, in its own samples too: it has to be of one of them at least.
 */
export class MastodonDescription {
  readonly #ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false, allErrors: true });
  readonly #paths: Paths;

  constructor(path: string) {
    const described = JSON.parse(readFileSync(path, 'utf8')) as { paths: Paths };
    this.#paths = described.paths;
    this.#ajv.addSchema({ ...(lenient(described) as object), $id: 'api' });
  }

  faultsOf({ request, query, body, answer }: Asked): string[] {
    const [method, path] = request.split(' ') as [string, string];
    const operation = this.#described(path)?.[method.toLowerCase()];
    if (operation === undefined) return [`${request} is not described`];
    const named = (operation.parameters ?? []).map(({ name }) => name);
    const wanted = operation.requestBody?.content['application/json']?.schema;
    // What has no content is answered by nothing.
    const { content } = operation.responses['200'] ?? {};
    const told = content === undefined ? { maxProperties: 0 } : content['application/json']?.schema;
    return [
      ...query
        .map(([name]) => name.replace('[]', ''))
        .filter((name) => !named.includes(name))
        .map((name) => `the parameter ${name} is not described`),
      ...(wanted ? this.#faults(wanted, without(body, undescribed)) : []),
      ...(told ? this.#faults(told, answer) : ['an answer that is not described']),
    ].map((fault) => `${request}: ${fault}`);
  }

  /** A status that is not described there is a fault, too. */
  faultsOfRefusal({ request, status, answer }: Refused): string[] {
    const [method, path] = request.split(' ') as [string, string];
    const described = this.#described(path)?.[method.toLowerCase()]?.responses[status];
    const schema = described?.content?.['application/json']?.schema;
    const faults = schema ? this.#faults(schema, answer) : ['a refusal that is not described'];
    return faults.map((fault) => `${request} ${status}: ${fault}`);
  }

  /** The description names what stands in the place of `$id`. */
  #described(path: string) {
    const found = Object.keys(this.#paths).find((one) => one.replace(/\{\w+\}/, '$id') === path);
    return found === undefined ? undefined : this.#paths[found];
  }

  #faults(schema: Schema, value: unknown): string[] {
    const local = JSON.parse(JSON.stringify(lenient(schema)).replaceAll('"#/', '"api#/')) as object;
    const validate = this.#ajv.compile(local);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
}

const without = (body: unknown, names: readonly string[]): unknown =>
  Object.fromEntries(Object.entries(body as object).filter(([name]) => !names.includes(name)));

const lenient = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lenient);
  if (typeof value !== 'object' || value === null) return value;
  const { oneOf, ...rest } = value as Record<string, unknown>;
  const all = { ...rest, ...(oneOf !== undefined && { anyOf: oneOf }) };
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, lenient(one)]));
};
