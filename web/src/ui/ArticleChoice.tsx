import { X } from 'lucide-react';
import { ARTICLES, articleName } from '../locales/articles.ts';
import { useWords } from '../locales/useWords.ts';
import css from './ArticleChoice.module.css';
import { Button } from './Button.tsx';
import { Choose } from './Choose.tsx';

const MOST = 10;
const NONE = 'none';

/** The Convention's articles something is about: those chosen as words one can take away, and one more to choose. */
export function ArticleChoice({
  value,
  onChange,
}: {
  value: readonly number[];
  onChange: (articles: number[]) => void;
}) {
  const { t } = useWords();
  return (
    <fieldset className={css.choice}>
      <legend className={css.label}>{t('thread.articles')}</legend>
      {value.length > 0 && (
        <ul className={css.chosen}>
          {value.map((number) => (
            <li key={number}>
              {articleName(number, t)}
              <Button
                look="icon"
                aria-label={t('thread.removeArticle', { number })}
                onPress={() => onChange(value.filter((one) => one !== number))}
                icon={<X size={16} aria-hidden />}
              />
            </li>
          ))}
        </ul>
      )}
      {value.length < MOST && (
        <Choose
          compact
          label={t('thread.addArticle')}
          value={NONE}
          onChange={(id) => {
            if (id !== NONE) onChange([...value, Number(id)].sort((one, other) => one - other));
          }}
          options={[
            { id: NONE, text: t('thread.addArticle') },
            ...ARTICLES.filter((number) => !value.includes(number)).map((number) => ({
              id: String(number),
              text: articleName(number, t),
            })),
          ]}
        />
      )}
    </fieldset>
  );
}
