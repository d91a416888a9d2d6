import { makeEventStreamParser } from './parse-event-stream';

test('reads events whatever way the bytes were cut', () => {
  const text = ': hello\n\nid: 7\nevent: thread\ndata: {"a":1}\n\nid: 8\r\nevent: outbox\r\ndata: {}\r\n\r\n';
  const expected = [
    { id: '7', event: 'thread', data: '{"a":1}' },
    { id: '8', event: 'outbox', data: '{}' },
  ];
  for (let cut = 0; cut <= text.length; cut += 1) {
    const parse = makeEventStreamParser();
    expect([...parse(text.slice(0, cut)), ...parse(text.slice(cut))]).toEqual(expected);
  }
});

test('what has an id and no data tells from where to resume', () => {
  expect(makeEventStreamParser()(': ready\nid: 7\n\n')).toEqual([{ id: '7', event: 'message', data: '' }]);
});

test('a heartbeat is no event, and data of several lines is joined', () => {
  const parse = makeEventStreamParser();
  expect(parse(': 20 s\n\n')).toEqual([]);
  expect(parse('data: a\ndata: b\n\n')).toEqual([{ event: 'message', data: 'a\nb' }]);
});
