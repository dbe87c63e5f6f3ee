import { beforeEach, describe, expect, it } from 'vitest';
import { addressOfRow, forgetRead, inboxAsRead, noteAnswered, noteRead } from './readMarks.ts';
import type { StartRow } from './types.ts';

const row = (more: Partial<StartRow>) =>
  ({ id: 'c1', last_position: 3, read_position: 3, unread: 0, called_in: null, ...more }) as StartRow;
const left = (...rows: StartRow[]) => inboxAsRead({ items: rows, next_cursor: null }).items;

describe('what one has read here', () => {
  beforeEach(forgetRead);

  it('stays read, whatever an answer fetched just after says', () => {
    const unread = row({ read_position: 1, unread: 2 });
    expect(left(unread)).toHaveLength(1);
    noteRead('c1', 3);
    expect(left(unread)).toEqual([]);
  });

  it('calls on one until it has been looked at, and by another message again', () => {
    const called = row({ called_in: 2 });
    noteRead('c1', 3);
    expect(left(called)).toEqual([called]);
    noteAnswered('c1', 2);
    expect(left(called)).toEqual([]);
    expect(left(row({ called_in: 1 }))).toHaveLength(1);
    expect(left(row({ called_in: 2, last_position: 4, unread: 1 }))).toMatchObject([{ called_in: null }]);
  });

  it('is led to by the message that calls', () => {
    expect(addressOfRow(row({}))).toBe('/samtal/c1');
    expect(addressOfRow(row({ called_in: 2 }))).toBe('/samtal/c1?inlagg=2');
    expect(addressOfRow(row({ called_in: 2 }), true)).toBe('/samtal/c1?ikapp=1&inlagg=2');
    expect(addressOfRow(row({}), true)).toBe('/samtal/c1?ikapp=1');
  });
});
