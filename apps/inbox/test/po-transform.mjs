import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import pofile from 'pofile';

/** Lets Jest import a catalog as the build does: ids to compiled messages. */
export default {
  process(source) {
    const messages = Object.fromEntries(
      pofile.parse(source).items.map(({ msgid, msgstr }) => [msgid, compileMessageOrThrow(msgstr[0])]),
    );
    return { code: `export const messages = ${JSON.stringify(messages)};` };
  },
};
