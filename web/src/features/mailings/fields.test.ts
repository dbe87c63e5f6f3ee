import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { moreTexts, startLanguage } from '../../locales/i18n.ts';
import { withWords } from './fields.ts';

beforeAll(async () => {
  await startLanguage('sv');
  await moreTexts('sv');
});

it('says what a field is filled with, and leaves other braces alone', () => {
  const said = (text: string) => withWords(text, i18next.t);
  expect(said('Till {organisation}: kallelse')).toBe('Till mottagarens organisation: kallelse');
  expect(said('{organization} och du, {namn}')).toBe('Mottagarens organisation och du, mottagarens namn');
  expect(said('Hej! {uppdrag} {annat} {}')).toBe('Hej! Mottagarens uppdrag {annat} {}');
});
