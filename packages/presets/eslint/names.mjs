const forbiddenFileWords =
  /\.(util|utils|helper|helpers|constant|constants|interface|dto|service)\.[cm]?[jt]sx?$/;

export const fileName = {
  create: (context) => ({
    Program(node) {
      const file = context.filename.split('/').pop() ?? '';
      if (forbiddenFileWords.test(file)) {
        context.report({ node, message: `Name the file after what it does: ${file}` });
      }
      if (!/^[a-z0-9.$_-]+$/.test(file)) {
        context.report({ node, message: `File names are kebab-case: ${file}` });
      }
      if (
        /\/(utils|common|shared|helpers)\//.test(context.filename.replace(/.*\/(apps|packages|infra)\//, '/'))
      ) {
        context.report({
          node,
          message: 'A folder is named after a duty, not utils, common, shared or helpers',
        });
      }
    },
  }),
};

export const noRawHex = {
  create: (context) => ({
    Literal(node) {
      if (
        typeof node.value === 'string' &&
        /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(node.value)
      ) {
        context.report({ node, message: 'Colours come from the tokens' });
      }
    },
  }),
};
