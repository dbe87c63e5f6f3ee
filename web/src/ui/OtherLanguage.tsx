import { switchLanguage } from '../locales/i18n.ts';
import { useWords } from '../locales/useWords.ts';
import css from './OtherLanguage.module.css';

/** Turns a page that is shown to those not signed in to the other language, named in that language. */
export function OtherLanguage() {
  const { language } = useWords();
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <button type="button" className={css.button} lang={other} onClick={() => void switchLanguage(other)}>
      {other === 'en' ? 'English' : 'Svenska'}
    </button>
  );
}
