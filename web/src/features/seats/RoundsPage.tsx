import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import {
  answerRound,
  askSeats,
  closeRound,
  type RoundAnswer,
  remindSeats,
  roundQuery,
  roundsQuery,
} from '../../api/seats.ts';
import type { SeatRoundBoard, SeatRoundRow, SeatsToAsk } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { date, daysFromNow } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SeatPage.module.css';

/** Valskifte: every seat is asked at once whether its holder goes on, and who has not answered is seen. */
export function RoundsPage() {
  const { t } = useWords();
  const { network, known } = useNetworkHere();
  const rounds = useQuery({ ...roundsQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (known && !network) return <FailedPage error={new ApiError(404, {})} />;
  if (rounds.error && !rounds.data) return <FailedPage error={rounds.error} />;
  if (!network || !rounds.data) return <Later lines={6} />;
  const { items, to_ask } = rounds.data;
  const open = items.find((one) => !one.closed);
  const latest = open ?? items[0];
  return (
    <Page
      title={`${t('round.title')} · ${network.name}`}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      heading={t('round.title')}
      below={t('round.lead')}
    >
      {!open && !network.closed && <Ask network={network.id} toAsk={to_ask} />}
      {latest && <Board round={latest.id} network={network.id} />}
    </Page>
  );
}

function Ask({ network, toAsk }: { network: string; toAsk: SeatsToAsk[] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [kind, setKind] = useState<'all' | 'official' | 'elected'>('all');
  const [due, setDue] = useState(() => daysFromNow(30));
  const [note, setNote] = useState('');
  const ask = useMutation({
    mutationFn: () => askSeats(network, { kind: kind === 'all' ? null : kind, due_on: due, note }),
    onSuccess: (board) => {
      client.setQueryData(keys.seatRound(board.round.id), board);
      void client.invalidateQueries({ queryKey: keys.seatRounds(network) });
      tell(t('round.sent', { count: board.round.asked }));
    },
  });
  const refused = ask.error instanceof ApiError ? ask.error : null;
  const asked = (one: typeof kind): number =>
    toAsk.reduce((sum, { kind, seats }) => (one === 'all' || one === kind ? sum + seats : sum), 0);
  const choice = (id: typeof kind) => ({
    id,
    text: t('round.kindOf', { kind: t(`round.kinds.${id}`), seats: asked(id) }),
  });
  return (
    <Part title={t('round.ask')}>
      <div className={css.fields}>
        {ask.error && !refused?.fields.length && (
          <Notice wrong>{sentence(ask.error, t('ui.broken.body'))}</Notice>
        )}
        <Radios
          label={t('round.kind')}
          value={kind}
          onChange={setKind}
          options={[choice('all'), choice('elected'), choice('official')]}
        />
        <Field
          label={t('round.due')}
          type="date"
          value={due}
          onChange={setDue}
          error={refused?.field('/due_on')}
        />
        <Field
          label={t('round.note')}
          hint={t('round.noteHint')}
          value={note}
          onChange={setNote}
          rows={3}
          maxLength={2000}
          error={refused?.field('/note')}
        />
        <div>
          <Button
            look="filled"
            isDisabled={ask.isPending || !due || asked(kind) === 0}
            onPress={() => ask.mutate()}
          >
            {t('round.askAll')}
          </Button>
        </div>
      </div>
    </Part>
  );
}

function Board({ round, network }: { round: string; network: string }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const found = useQuery(roundQuery(round));
  const show = (board: SeatRoundBoard) => {
    client.setQueryData(keys.seatRound(round), board);
    void client.invalidateQueries({ queryKey: keys.seatRounds(network) });
  };
  const act = useMutation({
    mutationFn: async (what: 'remind' | 'close') => {
      show(what === 'remind' ? await remindSeats(round) : await closeRound(round));
      tell(t(what === 'remind' ? 'round.reminded' : 'round.closedNow'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  if (!found.data) return <Later lines={6} />;
  const { round: about, seats } = found.data;
  const silent = seats.filter((one) => !one.answer);
  const heard = seats.filter((one) => one.answer);
  return (
    <>
      <p>
        {t(about.closed ? 'round.was' : 'round.is', {
          answered: about.answered,
          asked: about.asked,
          date: date(about.due_on, language),
        })}
      </p>
      {!about.closed && (
        <div className={css.acts}>
          <Button
            isDisabled={act.isPending || silent.every((one) => one.holders.length === 0)}
            onPress={() => act.mutate('remind')}
          >
            {t('round.remind')}
          </Button>
          <Button look="quiet" isPending={act.isPending} onPress={() => act.mutate('close')}>
            {t('round.close')}
          </Button>
        </div>
      )}
      {silent.length > 0 && (
        <Part title={t('round.silent', { count: silent.length })}>
          <Rows rows={silent} round={about.closed ? null : round} />
        </Part>
      )}
      {heard.length > 0 && (
        <Part title={t('round.heard', { count: heard.length })}>
          <Rows rows={heard} round={about.closed ? null : round} />
        </Part>
      )}
    </>
  );
}

function Rows({ rows, round }: { rows: SeatRoundRow[]; round: string | null }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: ({ seat, answer }: { seat: string; answer: RoundAnswer }) =>
      answerRound(round ?? '', seat, answer),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
    onSettled: () => client.invalidateQueries({ queryKey: keys.seatRound(round ?? '') }),
  });
  return (
    <ul className={css.lines}>
      {rows.map((row) => {
        const named = row.title || t(`terms.seat.${row.kind}`);
        const choices = (['continues', 'successor', 'leaves'] as const).map((answer) => ({
          id: answer,
          text: t(`round.enter.${answer}`),
          act: () => enter.mutate({ seat: row.seat_id, answer }),
        }));
        return (
          <li key={row.seat_id} className={`${css.line} ${css.entry}`}>
            <div>
              <p className={css.name}>
                <Link to={`/uppdrag/${row.seat_id}`}>
                  {row.organisation.name}, {named}
                </Link>
              </p>
              <p className={css.quiet}>
                {[
                  row.holders.map((one) => personName(one, t)).join(', ') || t('seat.state.vacant'),
                  row.answer && t(`round.said.${row.answer}`),
                  row.by_coordinator && t('round.byCoordinator'),
                  row.answered_at && date(row.answered_at, language),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {round && (
              <Menu
                label={t('round.enterFor', { organisation: row.organisation.name, seat: named })}
                choices={choices}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
