import { describe, expect, it } from 'vitest';
import { asked, chosenMember, emptyDraft, memberId } from './choices.ts';

describe('who a room is for', () => {
  it('is asked only when somebody has been chosen', () => {
    expect(asked({ ...emptyDraft, audience: 'organisations' }, null)).toBeNull();
    expect(asked({ ...emptyDraft, audience: 'named_group' }, null)).toBeNull();
    expect(asked({ ...emptyDraft, audience: 'elected', organisations: ['a'] }, null)).toEqual({
      audience: 'elected',
      organisation_ids: [],
      members: [],
      room_id: null,
    });
  });

  it('keeps a person with their seat', () => {
    const one = { seat_id: 's', person_id: 'p' };
    expect(chosenMember(memberId(one))).toEqual(one);
    expect(asked({ ...emptyDraft, audience: 'named_group', members: ['s:p'] }, 'r')?.members).toEqual([one]);
  });
});
