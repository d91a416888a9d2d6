import type * as Swagger from '@nestjs/swagger';

type Decorator = ClassDecorator & MethodDecorator;
type Describe = (swagger: typeof Swagger) => ClassDecorator | MethodDecorator;

const waiting: ((swagger: typeof Swagger) => void)[] = [];

/**
 * One of `@nestjs/swagger`'s decorators, put on a controller or route only once somebody asks for the description of the API: the
 * package and the schemas of some 300 answers cost more than a second of every start.
 */
export const Described = (describe: Describe): Decorator =>
  ((...place: Parameters<MethodDecorator>) => {
    waiting.push((swagger) => (describe(swagger) as MethodDecorator)(...place));
  }) as Decorator;

/** Puts on all that wait, in the order in which they stand; a second call finds none. */
export const putOnDescriptions = (swagger: typeof Swagger): void => {
  for (const putOn of waiting.splice(0)) putOn(swagger);
};
