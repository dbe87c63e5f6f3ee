import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { House } from 'lucide-react';
import { useNavigate } from 'react-router';
import { sentence } from '../api/problem.ts';
import { beginTakeHome, type HomeSource, homeKeys, takenHomeQuery } from '../api/takeHome.ts';
import { date } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { SideBox } from '../ui/Page.tsx';
import { tell } from '../ui/Toasts.tsx';
import css from './TakingHome.module.css';

/** Beside a meeting or a thread: the page one's organisation takes home from it, or beginning one. */
export function TakingHome({ from, filled = false }: { from: HomeSource; filled?: boolean }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const taken = useQuery(takenHomeQuery(from)).data;
  const begin = useMutation({
    mutationFn: (seat: string) => beginTakeHome(from, seat),
    onSuccess: (page) => {
      client.setQueryData(homeKeys.page(page.id), page);
      void client.invalidateQueries({ queryKey: homeKeys.taken(from) });
      void navigate(`/ta-hem/${page.id}`, { state: { write: true } });
    },
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      void client.invalidateQueries({ queryKey: homeKeys.taken(from) });
    },
  });
  const pages = taken?.pages ?? [];
  const seats = taken?.seats ?? [];
  if (pages.length + seats.length === 0) return null;
  const several = pages.length + seats.length > 1;
  const named = (organisation: string) => (several ? t('home.actFor', { organisation }) : t('home.act'));
  return (
    <SideBox title={t('home.box')}>
      <div className={css.acts}>
        {pages.map((page) => (
          <div key={page.id} className={css.page}>
            <ButtonLink
              to={`/ta-hem/${page.id}`}
              look={filled && page.tellings === 0 ? 'filled' : 'outlined'}
              icon={<House size={17} aria-hidden />}
            >
              {named(page.organisation.name)}
            </ButtonLink>
            <p className={css.quiet}>
              {page.told_on
                ? t('home.toldLast', { when: date(page.told_on, language) })
                : t('home.toldNobody')}
            </p>
          </div>
        ))}
        {seats.map((seat) => (
          <Button
            key={seat.seat_id}
            look={filled ? 'filled' : 'outlined'}
            icon={<House size={17} aria-hidden />}
            isDisabled={begin.isPending}
            onPress={() => begin.mutate(seat.seat_id)}
          >
            {named(seat.organisation.name)}
          </Button>
        ))}
        {pages.length === 0 && <p className={css.quiet}>{t('home.boxHint')}</p>}
      </div>
    </SideBox>
  );
}
