import type { Asked } from './answer.js';
import { answersAreClean, copiesOf, judgeAnswers, type Said } from './judge-answers.js';

const asked: Asked[] = [{ id: 'answer-10', outcome: 'ok', threadId: 't' }];
const mail = (id = 'answer-10', messageId = '<a@filo>') => ({ to: 'ada', raw: `[${id}]`, messageId });
const said = (state: 'sent' | 'queued' | 'unknown' | 'failed', maybeTwice = false) =>
  new Map<string, Said[]>([['answer-10', [{ id: 'm', deliveries: [{ state, maybeTwice }] }]]]);

describe('the judge of answers', () => {
  it('finds nothing where what is shown as sent arrived once', () => {
    expect(answersAreClean(judgeAnswers(asked, said('sent'), [mail()]))).toBe(true);
  });

  it.each([
    ['vanished', new Map<string, Said[]>(), [mail()]],
    ['claimed', said('sent'), []],
    ['doubled', said('sent'), [mail(), mail()]],
    ['doubled', said('sent', true), [mail(), mail(undefined, '<b@filo>')]],
  ] as const)('counts what is %s', (fault, shown, mails) => {
    const verdict = judgeAnswers(asked, shown, mails);
    expect(verdict[fault]).toEqual(['answer-10']);
    expect(answersAreClean(verdict)).toBe(false);
  });

  it('counts what nobody asked for', () => {
    expect(judgeAnswers(asked, said('sent'), [mail(), mail('answer-19')]).ghost).toEqual(['answer-19']);
  });

  it('lets an answer arrive twice when it says so', () => {
    const verdict = judgeAnswers(asked, said('sent', true), [mail(), mail()]);
    expect([answersAreClean(verdict), verdict.admitted]).toEqual([true, ['answer-10']]);
  });

  it('says of what is there twice where, and as what it is shown', () => {
    const twice = copiesOf(['answer-10'], said('sent'), [
      mail(),
      mail(undefined, '<b@filo>'),
      mail('answer-1'),
    ]);
    expect(twice).toEqual(['answer-10 is shown as m (sent); arrived: <a@filo> to ada and <b@filo> to ada']);
    expect(copiesOf(['answer-10'], new Map(), [])).toEqual([
      'answer-10 is shown as nothing; arrived: nowhere',
    ]);
  });

  it('tells what was given up', () => {
    expect(judgeAnswers(asked, said('failed'), []).failed).toEqual(['answer-10']);
    expect(judgeAnswers(asked, said('sent'), [mail()]).failed).toEqual([]);
  });

  it('tells what still waits', () => {
    const verdict = judgeAnswers(asked, said('queued'), []);
    expect([answersAreClean(verdict), verdict.pending]).toEqual([true, ['answer-10']]);
  });
});
