/** What a Locator or a Page of playwright answers about the page as it stands at that moment. */
const looks =
  /^(count|is(Visible|Hidden|Enabled|Disabled|Checked|Editable)|textContent|innerText|innerHTML|inputValue|getAttribute|evaluate|evaluateAll|allTextContents|allInnerTexts|boundingBox|ariaSnapshot)$/;
const waits = /^(holds|eventually)$/;

const isCallOf = (node, names) => node.type === 'CallExpression' && names.test(node.callee.name ?? '');

/** A page follows what is done to it in its own time: what is expected of it is waited for, or the test fails on a busy machine. */
export const livePage = {
  create: (context) => ({
    'CallExpression[callee.name="expect"] > AwaitExpression > CallExpression > MemberExpression.callee'(
      node,
    ) {
      const name = node.property.name ?? '';
      if (!looks.test(name)) return;
      if (context.sourceCode.getAncestors(node).some((above) => isCallOf(above, waits))) return;
      context.report({
        node: node.property,
        message: `What ${name} answers is of this moment: wait for it with holds()`,
      });
    },
  }),
};
