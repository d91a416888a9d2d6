import { fillSignature } from './fill-signature.js';

describe('a signature', () => {
  it.each([
    ['{{agent_name}}\n{{team}}, {{ organisation }}', { agent_name: 'Sam', team: 'Care', organisation: 'Red' }, 'Sam\nCare, Red'],
    ['{{agent_name}}\n{{team}}\nRed', { agent_name: 'Sam' }, 'Sam\nRed'],
    ['{{agent_name}}\n\nRed  ', { agent_name: 'Sa\nm' }, 'Sa m\n\nRed'],
    ['{{team}}', {}, ''],
    ['{{agent_name}}', { agent_name: '{{team}}', team: 'Care' }, '{{team}}'],
  ])('%j is filled with %j', (text, values, filled) => expect(fillSignature(text, values)).toBe(filled)); // prettier-ignore
});
