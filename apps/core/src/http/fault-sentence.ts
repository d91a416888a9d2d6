/** What zod says about one value; only what the sentences need. */
export interface Fault {
  readonly message: string;
  readonly code?: string;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly format?: string;
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly errors?: readonly (readonly Fault[])[];
}

const fillIn = 'Fill this in';

/** Tells a person what to do about a value that does not fit, instead of what a validator expected of it. */
export const faultSentence = (fault: Fault): string => {
  switch (fault.code) {
    case 'too_small':
      return tooSmall(fault);
    case 'too_big':
      return `At most ${amount(fault.origin, Number(fault.maximum))}`;
    case 'invalid_format':
      return formats[fault.format ?? ''] ?? 'This has characters or a form that is not allowed here';
    case 'invalid_value':
      return `Choose one of: ${(fault.values ?? []).join(', ')}`;
    case 'invalid_type':
      if (fault.message.endsWith('received undefined')) return fillIn;
      return `This must be ${types[fault.expected ?? ''] ?? 'something else'}`;
    case 'invalid_union': {
      // The first way to write a value is the usual one.
      const first = fault.errors?.find((branch) => branch.length > 0)?.[0];
      return first ? faultSentence(first) : 'This does not fit';
    }
    case 'unrecognized_keys':
      return 'Unknown field';
    case 'invalid_key':
      return 'This name is not allowed here';
    case 'not_multiple_of':
      return 'This number does not fit';
    default:
      return fault.message;
  }
};

const tooSmall = ({ origin, minimum }: Fault): string => {
  const least = Number(minimum);
  if (origin === 'string' && least <= 1) return fillIn;
  return `At least ${amount(origin, least)}`;
};

const amount = (origin: string | undefined, count: number): string => {
  if (origin === 'string') return `${count} ${count === 1 ? 'character' : 'characters'}`;
  if (origin === 'array' || origin === 'set' || origin === 'map') {
    return `${count} ${count === 1 ? 'entry' : 'entries'}`;
  }
  return String(count);
};

const formats: Readonly<Record<string, string>> = {
  email: 'This is not an e-mail address',
  url: 'This is not a web address',
  uuid: 'This is not an id',
  datetime: 'This is not a date and time',
  date: 'This is not a date',
};

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'empty',
};
