import { lazy, Suspense, useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { withMoreTexts } from '../locales/i18n.ts';
import { useWords } from '../locales/useWords.ts';
import { useSocketState } from '../realtime/live.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { useMedia } from '../ui/useMedia.ts';
import { useUploads } from '../uploading/jobs.ts';
import { useQueue } from '../writing/outbox.ts';
import { BottomBar } from './BottomBar.tsx';
import css from './Frame.module.css';
import { Rail } from './Rail.tsx';
import { TopRow } from './TopRow.tsx';
import { useLonger } from './useLonger.ts';
import { useOnline } from './useOnline.ts';
import { useSearchDialog } from './useSearchDialog.tsx';
import { whenIdle } from './whenIdle.ts';

const UploadTray = lazy(async () => ({
  default: (await withMoreTexts(import('../uploading/UploadTray.tsx'))).UploadTray,
}));
const Refused = lazy(async () => ({ default: (await withMoreTexts(import('./Refused.tsx'))).Refused }));

/** A line that is back sooner is nobody's business. */
const PATIENCE_MS = 4_000;

/** Rail and page; on a phone a title row above and a bar below. */
export function Frame() {
  const { t } = useWords();
  const phone = useMedia('(width < 50rem)');
  const search = useSearchDialog();
  const online = useOnline();
  const line = useSocketState();
  const away = useLonger(line !== 'open' && line !== 'asking', PATIENCE_MS);
  const uploading = useUploads().length > 0;
  const { pathname } = useLocation();

  // Going to another page puts those who listen at its beginning, as soon as it has one, without stealing focus at the first.
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is the reason, not a value used
  useEffect(() => {
    let frame = 0;
    const arrive = () => {
      const content = document.getElementById('content');
      if (content) content.focus({ preventScroll: true });
      else frame = requestAnimationFrame(arrive);
    };
    if (first.current) first.current = false;
    else arrive();
    return () => cancelAnimationFrame(frame);
  }, [pathname]);

  useEffect(() => {
    // what does not come now is fetched when it is wanted
    const unfetched = () => undefined;
    return whenIdle(() => void import('./atHand.ts').then((it) => it.putAtHand(), unfetched));
  }, []);

  const queue = useQueue();
  const waiting = queue.filter((one) => one.state !== 'failed').length;
  const told = !online ? t('ui.offline') : away ? t('ui.reconnecting') : null;
  return (
    <div className={css.frame}>
      <a href="#content" className={css.skip}>
        {t('ui.skip')}
      </a>
      {phone ? <TopRow /> : <Rail onSearch={search.open} />}
      <div className={css.page}>
        {told && (
          <p className={css.line} role="status">
            {told} {waiting > 0 && t('ui.waitingToSend', { count: waiting })}
          </p>
        )}
        {queue.length > waiting && (
          <Suspense fallback={null}>
            <Refused />
          </Suspense>
        )}
        <Outlet />
      </div>
      {phone && <BottomBar onSearch={search.open} />}
      {search.dialog}
      {uploading && (
        <Suspense fallback={null}>
          <UploadTray />
        </Suspense>
      )}
      <Toasts />
      <ScrollRestoration />
    </div>
  );
}
