/**
 * The size rules of docs/style.md. Blank lines and comments count nowhere.
 *
 * They are rules of this house because the built-in ones have one limit each: a file has a length that warns beside the
 * one that fails, a component may be longer than a function, and a constructor takes more than a function does.
 */

const functions = 'FunctionDeclaration, FunctionExpression, ArrowFunctionExpression';
const signatures = 'TSDeclareFunction, TSEmptyBodyFunctionExpression, TSMethodSignature, TSFunctionType';

const limits = (...names) => [
  {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'integer', minimum: 1 }])),
    required: names,
    additionalProperties: false,
  },
];

/** How many lines hold code before each line, so that the code of a node is one subtraction. */
function countCode(sourceCode) {
  const hasCode = new Set();
  for (const token of sourceCode.ast.tokens) {
    for (let line = token.loc.start.line; line <= token.loc.end.line; line += 1) hasCode.add(line);
  }
  const before = [0];
  for (let line = 1; line <= sourceCode.lines.length; line += 1) {
    before[line] = before[line - 1] + (hasCode.has(line) ? 1 : 0);
  }
  return ({ start, end }) => before[end.line] - before[start.line - 1];
}

const nameOf = (node) =>
  node.id?.name ?? node.key?.name ?? node.parent?.id?.name ?? node.parent?.key?.name ?? 'function';

export const fileLength = {
  meta: { schema: limits('max') },
  create: (context) => ({
    'Program:exit'(node) {
      const { max } = context.options[0];
      const lines = countCode(context.sourceCode)(context.sourceCode.ast.loc);
      if (lines > max) {
        context.report({ node, message: `${lines} lines of code, more than ${max}: split it by duty` });
      }
    },
  }),
};

/** In a .tsx file a function with the name of a component has its own limit: docs/decisions/0009-size-of-components.md. */
export const functionLength = {
  meta: { schema: limits('max', 'ofComponents') },
  create: (context) => {
    const { max, ofComponents } = context.options[0];
    const codeOf = countCode(context.sourceCode);
    const markup = context.filename.endsWith('.tsx');
    return {
      [functions](node) {
        const name = nameOf(node);
        const limit = markup && /^[A-Z]/.test(name) ? ofComponents : max;
        const lines = codeOf(node.loc);
        if (lines > limit) {
          context.report({ node, message: `${name} has ${lines} lines of code, more than ${limit}` });
        }
      },
    };
  },
};

/**
 * Two callers are no people and count otherwise. A route handler of Nest is exempt: each of its parameters is decorated
 * (@Body, @Param and so on), so that together they are one bag of named inputs, which nobody passes by position. A
 * `useFactory` is what Nest calls in place of a constructor, and has its limit.
 */
export const parameters = {
  meta: { schema: limits('max', 'ofConstructors') },
  create: (context) => {
    const { max, ofConstructors } = context.options[0];
    return {
      [`${functions}, ${signatures}`](node) {
        const name = nameOf(node);
        const builds = name === 'constructor' || name === 'useFactory';
        const limit = builds ? ofConstructors : max;
        if (node.params.length <= limit) return;
        if (!builds && node.params.every((param) => param.decorators?.length > 0)) return;
        const message = `${name} takes ${node.params.length} parameters, more than ${limit}: name what belongs together`;
        context.report({ node, message });
      },
    };
  },
};
