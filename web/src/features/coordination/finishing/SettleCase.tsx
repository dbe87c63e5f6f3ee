import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { caseQuery } from '../../../api/joining.ts';
import { keys } from '../../../api/keys.ts';
import { ApiError } from '../../../api/problem.ts';
import type { Case } from '../../../api/types.ts';
import { Decide } from '../../../deciding/Decide.tsx';
import { conditionWords } from '../../../locales/conditionWords.ts';
import { useWords } from '../../../locales/useWords.ts';
import { tell } from '../../../ui/Toasts.tsx';
import css from './Finishing.module.css';
import type { Finishing } from './finishing.ts';

/** Which case it is about: of a free place, the one in which it is given. */
export const caseOf = ({ kind, subject_id, part_id }: Finishing['matter']): string =>
  kind === 'place_free' && part_id ? part_id : subject_id;

/** A case in short, and what becomes of it: a decision, or a question back. */
export function SettleCase({ matter, onClose, onDone }: Finishing) {
  const { t } = useWords();
  const client = useQueryClient();
  const found = useQuery(caseQuery(caseOf(matter))).data;
  if (!found) return null;
  const others = () => {
    void client.invalidateQueries({ queryKey: keys.cases });
    void client.invalidateQueries({ queryKey: keys.participations(found.network_id) });
    void client.invalidateQueries({ queryKey: keys.membership(found.network_id) });
  };
  return (
    <Decide
      found={found}
      alone={{
        said: <Said found={found} />,
        beside: <Link to={`/samordning/arenden/${found.id}`}>{t('desk.whole.case')}</Link>,
      }}
      {...(matter.kind === 'place_free' && { likely: 'member' as const })}
      onClose={onClose}
      onDone={(now, next) => {
        client.setQueryData(keys.case(now.id), now);
        others();
        tell(next === 'ask' ? t('joining.case.sent', { name: now.name }) : t('joining.case.decided'));
        onDone();
        onClose();
      }}
      onFailed={(error) => {
        // somebody else was quicker: what stands here is as it is now, and what one wrote stays
        if (error instanceof ApiError && (error.status === 412 || error.status === 409)) others();
      }}
    />
  );
}

/** Who asks, what they wrote since the coordinators' last word, and how they stand to each condition. */
function Said({ found }: { found: Case }) {
  const { t } = useWords();
  const since = found.words.slice(found.words.findLastIndex((word) => !word.from_applicant) + 1);
  const said = since.length > 0 ? since.map((word) => word.text) : [found.message].filter(Boolean);
  return (
    <>
      <p className={css.quiet}>
        {[found.name, found.role, found.email, found.county, found.network].filter(Boolean).join(' · ')}
      </p>
      {said.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words are only ever added at the end
        <div key={at} className={css.said}>
          <p className={css.text}>{text}</p>
        </div>
      ))}
      <ul className={css.conditions} aria-label={t('joining.case.checklist')}>
        {found.asked.map((one) => {
          const held = found.checks.find((check) => check.condition_id === one.id);
          const answer = found.answers.find((given) => given.condition_id === one.id);
          const state = held?.state ?? answer?.state ?? 'unclear';
          return (
            <li key={one.id}>
              <span>{conditionWords(one, t).title}</span>
              <span className={state === 'met' ? css.met : state === 'not_met' ? css.unmet : ''}>
                {t(`joining.state.${state}`)}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
