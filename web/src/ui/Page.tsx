import { PanelRight } from 'lucide-react';
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useState } from 'react';
import { useWords } from '../locales/useWords.ts';
import { Button } from './Button.tsx';
import css from './Page.module.css';
import { useMedia } from './useMedia.ts';

const Dialog = lazy(async () => ({ default: (await import('./Dialog.tsx')).Dialog }));

/** The drawer that the side is in on a narrow page. */
const Drawer = createContext<{ title: string; leave: () => void } | null>(null);
const STAY = () => undefined;
/** From something in the side to what it shows on the same page: where the side is a drawer over it, that closes. */
export const useLeaveSide = (): (() => void) => useContext(Drawer)?.leave ?? STAY;

interface Props {
  /** The name of the page, for the window and for those who listen. */
  title: string;
  /** Shown above the heading: where one is. */
  above?: ReactNode;
  heading?: ReactNode;
  /** Beside the heading: the page's own acts, at most one of them filled. */
  acts?: ReactNode;
  below?: ReactNode;
  aside?: ReactNode;
  /** What the side is called where it is not simply more about the page; also the word of its button. */
  asideName?: string;
  /** Lists and documents may use the width of main and side. */
  wide?: boolean;
  /** The side stands before the page: what narrows a list is read before the list. */
  sideFirst?: boolean;
  /** The title row of a phone says the same: the heading is for those who listen. */
  saidAbove?: boolean;
  /** The page fills the window and scrolls inside (a chat). */
  full?: boolean;
  children: ReactNode;
}

/** A page: heading, what it is about, and beside it what belongs to it; narrower, the side becomes a drawer. */
export function Page(props: Props) {
  const { title, above, heading, acts, below, aside, wide, full, saidAbove, sideFirst, children } = props;
  const { t } = useWords();
  const roomy = useMedia('(width >= 75rem)');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    document.title = `${title} · ${t('terms.appName')}`;
  }, [title, t]);
  const drawer = aside && !roomy;
  const named = props.asideName ?? t('ui.aside');
  const side = aside && roomy && (
    <aside className={css.side} aria-label={named}>
      {aside}
    </aside>
  );
  const shape = [wide && css.wide, full && css.full, side && css.withSide, sideFirst && css.sideFirst];
  return (
    <div className={[css.page, ...shape].filter(Boolean).join(' ')}>
      {sideFirst && side}
      <main className={css.main} id="content" tabIndex={-1}>
        <header className={css.head}>
          {above && <div className={css.above}>{above}</div>}
          <div className={css.top}>
            <h1 className={`${css.title} ${saidAbove ? css.saidAbove : ''}`}>{heading ?? title}</h1>
            {(acts || drawer) && (
              <div className={css.acts}>
                {acts}
                {drawer && (
                  <Button
                    look="quiet"
                    className={css.open ?? ''}
                    aria-label={named}
                    onPress={() => setOpen(true)}
                    icon={<PanelRight size={20} aria-hidden />}
                  >
                    <span className={css.openWord}>{props.asideName ?? t('ui.asideWord')}</span>
                  </Button>
                )}
              </div>
            )}
          </div>
          {below && <div className={css.below}>{below}</div>}
        </header>
        {children}
      </main>
      {!sideFirst && side}
      {drawer && open && (
        <Suspense fallback={null}>
          <Dialog title={named} isOpen={open} onClose={() => setOpen(false)} shape="drawer">
            <Drawer value={{ title: named, leave: () => setOpen(false) }}>
              <div className={css.drawer}>{aside}</div>
            </Drawer>
          </Dialog>
        </Suspense>
      )}
    </div>
  );
}

/** One matter in the side; what the drawer around it is called is not said twice. */
export function SideBox({ title, children }: { title: string; children: ReactNode }) {
  const said = useContext(Drawer)?.title === title;
  return (
    <section className={css.box}>
      {!said && <h2 className={css.boxTitle}>{title}</h2>}
      {children}
    </section>
  );
}

/** A part of the page with a heading of its own. */
export function Part({
  title,
  acts,
  children,
  quiet,
}: {
  title: string;
  acts?: ReactNode;
  children: ReactNode;
  quiet?: boolean;
}) {
  return (
    <section className={css.part}>
      <div className={css.partHead}>
        <h2 className={quiet ? css.boxTitle : css.partTitle}>{title}</h2>
        {acts}
      </div>
      {children}
    </section>
  );
}
