import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import type { Noted, NotedFact } from '../../api/types.ts';
import { moreTexts, startLanguage, switchLanguage } from '../../locales/i18n.ts';
import { factsOf } from './facts.ts';

const told = (act: string, ...facts: [string | null, string][]) => toldOf(null, act, ...facts);
const toldOf = (subject_name: string | null, act: string, ...facts: [string | null, string][]) => {
  const noted: Noted = {
    id: 1,
    at: '2026-11-22T12:00:00Z',
    actor: null,
    actor_name: null,
    act,
    subject: '',
    subject_name,
    facts: facts.map(([of, value]): NotedFact => ({ of, value })),
    network: null,
    sound: true,
  };
  return factsOf(noted, i18next.t, i18next.language === 'en' ? 'en' : 'sv');
};

describe('what an act of the log says', () => {
  it('reads as words in both languages, and what somebody wrote stays', async () => {
    await startLanguage('sv');
    await moreTexts();
    const page = () => told('public_page_set', ['public', 'true'], ['documents', '2']);
    const rights = () => told('observer_rights_changed', ['write', 'true'], ['upload', 'false']);
    const moved = () => told('conversation_moved', ['room', 'members']);
    expect(page()).toBe('sidan visas, 2 dokument');
    expect(rights()).toBe('observatörer får skriva, observatörer får inte ladda upp');
    expect(told('seat_holding_ended', [null, 'Anna Berg'], [null, '2020-11-30'])).toBe(
      'Anna Berg, 30 november 2020',
    );
    expect(told('mailing_sent', [null, '12'])).toBe('12 brev');
    expect(moved()).toBe('rum: Medlemmar');
    expect(told('agreement_changed', ['version', '2'])).toBe('version 2');
    expect(told('message_hidden', [null, 'Hör inte hit alls'])).toBe('Hör inte hit alls');
    expect(told('network_created')).toBe('');
    const seat = 'kontaktperson, Malmö stad';
    expect(toldOf(`Anna Berg, ${seat}`, 'seat_invitation_sent', [null, seat])).toBe('');
    expect(toldOf(seat, 'seat_holding_ended', [null, 'Anna Berg'], [null, seat])).toBe('Anna Berg');
    await switchLanguage('en');
    expect(page()).toBe('the page is shown, 2 documents');
    expect(rights()).toBe('observers may write, observers may not upload');
    expect(moved()).toBe('room: Members');
  });
});
