/** Properties, and values, that name a side of the screen in place of one of the line. */
const properties =
  /(?<![\w-])(?:(?:(?:scroll-)?(?:margin|padding)|border)-(?:left|right)(?:-[a-z]+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:(?!:)|(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/g;
const shorthands =
  /(?<![\w-])(?:(?:scroll-)?(?:margin|padding)|inset|border-(?:width|color|style))\s*:\s*([^;}]+)/g;

/** `1px 2px 3px 4px` as four, a function with its blanks as one. */
const parts = (value) => value.trim().match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];

/** Says each physical side in CSS; a shorthand of four values names them too, where its second and fourth differ. */
export const sidesInCss = (css) => [
  ...Array.from(css.matchAll(properties), ([found]) => found),
  ...Array.from(css.matchAll(shorthands))
    .filter(([, value]) => parts(value).length === 4 && parts(value)[1] !== parts(value)[3])
    .map(([found]) => found.trim()),
];

const classes =
  /(?<![^\s:])-?(?:(?:scroll-)?[mp][lr]-\S+|border-[lr](?:-\S+)?|rounded-(?:[lr]|[tb][lr])(?:-\S+)?|(?:left|right)-(?:\d|px|auto|full|\(|\[)\S*|(?:text|float|clear|object|origin|bg)-(?:left|right)|space-x-reverse)(?!\S)/g;
/** What moves aside says so for both directions, or is centred. */
const moves = /(?<![^\s:])-?translate-x-(?!1\/2)\S+/g;

/** The same in the names of Tailwind's classes. */
export const sidesInClasses = (text) => [
  ...Array.from(text.matchAll(classes), ([found]) => found),
  ...(/(?:^|\s)rtl:/.test(text) ? [] : Array.from(text.matchAll(moves), ([found]) => found)),
];

const styleKeys =
  /^(?:(?:margin|padding|border)(?:Left|Right)\w*|border(?:Top|Bottom)(?:Left|Right)Radius|left|right)$/;

const message = (found) =>
  `"${found}" names a side of the screen: say start or end, as a page from right to left needs it`;

/** Pages are written for both directions: their styles say start and end. */
export const logicalSides = {
  create: (context) => {
    const look = (node, text) => {
      const found = text.includes('{') ? sidesInCss(text) : sidesInClasses(text);
      for (const side of found) context.report({ node, message: message(side) });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') look(node, node.value);
      },
      TemplateElement(node) {
        look(node, node.value.raw);
      },
      'JSXAttribute[name.name="style"] Property > Identifier.key'(node) {
        if (styleKeys.test(node.name)) context.report({ node, message: message(node.name) });
      },
    };
  },
};
