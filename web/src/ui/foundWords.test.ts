import { expect, it } from 'vitest';
import { foundWords } from './foundWords.ts';

it('takes what is marked of a passage, word by word, each once', () => {
  const passage = [
    { text: 'I barnrätts', marked: false },
    { text: 'nätverket', marked: true },
    { text: ' talar en ', marked: false },
    { text: 'Förtroendevald', marked: true },
    { text: ' med en ', marked: false },
    { text: 'förtroendevald', marked: true },
    { text: '.', marked: false },
  ];
  expect(foundWords(passage)).toBe('barnrättsnätverket förtroendevald');
  expect(foundWords([{ text: 'inget', marked: false }])).toBe('');
});
