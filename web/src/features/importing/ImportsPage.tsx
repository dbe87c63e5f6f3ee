import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { beginImport, importsQuery } from '../../api/imports.ts';
import { keys } from '../../api/keys.ts';
import { useRooms } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Import } from '../../api/types.ts';
import { type Held, uploadZip } from '../../api/upload.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { day } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { Progress } from '../../ui/Progress.tsx';
import css from './Importing.module.css';
import { forget, heldOf, remember } from './zipOnItsWay.ts';

/** What has been brought into a network, and the way to bring more: for its coordinators. */
export function ImportsPage() {
  const { t } = useWords();
  const { network, known } = useNetworkHere();
  const rooms = useRooms(network?.id);
  const whole = rooms.find((room) => room.kind === 'whole_network');
  const list = useQuery({ ...importsQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  return (
    <Page
      title={t('bringing.title')}
      above={<Link to={`/natverk/${network.slug}/dokument`}>{network.name}</Link>}
      below={t('bringing.lead')}
    >
      {whole && list.data && <Bring network={network.id} room={whole.id} />}
      <Part title={t('bringing.before')}>
        {list.error && !list.data ? (
          <Failure error={list.error} retry={() => void list.refetch()} />
        ) : !list.data ? (
          <Later lines={3} />
        ) : list.data.length === 0 ? (
          <Empty title={t('bringing.none')}>{t('bringing.noneHint')}</Empty>
        ) : (
          <ul className={css.imports}>
            {list.data.map((one) => (
              <Row key={one.id} one={one} />
            ))}
          </ul>
        )}
      </Part>
    </Page>
  );
}

function Row({ one }: { one: Import }) {
  const { t, language } = useWords();
  const all = Object.values(one.files).reduce((sum, count) => sum + count, 0);
  return (
    <li className={css.import}>
      <Link to={`/import/${one.id}`} className={css.name}>
        {one.name}
      </Link>
      <span className={css.muted}>
        {t(`bringing.state.${one.state}`)} · {t('bringing.files', { count: all })} ·{' '}
        {day(one.created_at, language)}
        {one.by && ` · ${one.by}`}
      </span>
    </li>
  );
}

/** Chooses a zip and sends it; a broken connection costs only what was on its way. */
function Bring({ network, room }: { network: string; room: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const held = useRef<{ file?: File; held: Held }>({ held: {} });
  const cut = useRef<(() => void) | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [waits, setWaits] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async (file: File) => {
    // the same file once more goes on from where it was
    if (held.current.file !== file) held.current = { file, held: heldOf(room, file) };
    const known = held.current.held;
    setWrong(null);
    setShare(0);
    const come = (share: number) => {
      remember(room, file, known);
      setShare(share);
    };
    const one = uploadZip(file, room, come, known, setWaits);
    cut.current = one.cancel;
    try {
      const made = await beginImport(network, await one.done, room);
      forget();
      void client.invalidateQueries({ queryKey: keys.imports(network) });
      await navigate(`/import/${made.id}`);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'cancelled'))
        setWrong(sentence(error, t('ui.broken.body')));
      setShare(null);
    }
  };
  return (
    <div className={css.bring}>
      <ol className={css.steps}>
        <li>{t('bringing.step1')}</li>
        <li>{t('bringing.step2')}</li>
        <li>{t('bringing.step3')}</li>
      </ol>
      {wrong && (
        <Notice wrong>
          {wrong}{' '}
          {held.current.file && (
            <Button onPress={() => held.current.file && void send(held.current.file)}>
              {t('bringing.again')}
            </Button>
          )}
        </Notice>
      )}
      {share === null ? (
        <Button look="filled" icon={<Upload size={17} aria-hidden />} onPress={() => input.current?.click()}>
          {t('bringing.choose')}
        </Button>
      ) : (
        <div className={css.sending}>
          <span role="status">{waits ? t('bringing.waits') : t('bringing.sending')}</span>
          <Progress label={t('bringing.sending')} share={share} />
          <Button onPress={() => cut.current?.()}>{t('ui.cancel')}</Button>
        </div>
      )}
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        aria-label={t('bringing.choose')}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void send(file);
        }}
      />
    </div>
  );
}
