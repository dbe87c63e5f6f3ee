import type { AskAnswer, Conversation } from '../../../api/types.ts';
import { brief } from '../../../locales/dates.ts';
import { personName } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Writing } from '../../../moderating/Writing.tsx';
import { Html } from '../../../ui/Html.tsx';
import css from './Ask.module.css';
import { WritingsButton } from './WritingsButton.tsx';

/** What each organisation answers, side by side; on a phone one below the other. */
export function AnswerTable({ ask, answers }: { ask: Conversation; answers: AskAnswer[] }) {
  const { t, language } = useWords();
  return (
    // biome-ignore lint/a11y/noRedundantRoles: laid out as blocks it would lose its role
    <table className={css.table} role="table">
      <thead>
        <tr>
          <th scope="col">{t('asking.organisation')}</th>
          <th scope="col">{t('asking.answer')}</th>
        </tr>
      </thead>
      <tbody>
        {answers.map((answer) => (
          <tr key={answer.organisation.id}>
            <th scope="row">
              <span className={css.organisation}>{answer.organisation.name}</span>
              <span className={css.by}>
                {answer.by_coordinator ? t('asking.byCoordinator') : personName(answer.author, t)}
                {' · '}
                <time dateTime={answer.written_at}>{brief(answer.written_at, language)}</time>
              </span>
              <WritingsButton ask={ask.id} answer={answer} />
            </th>
            <td>
              <Writing
                writing={{ id: ask.id, kind: 'answer', part: answer.organisation.id }}
                named={answer.organisation.name}
                author={answer.author.id}
                hidden={answer.hidden_reason}
                manages={ask.may.manage}
              >
                <Html html={answer.html} />
              </Writing>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
