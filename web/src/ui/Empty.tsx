import type { ReactNode } from 'react';
import css from './Empty.module.css';

/** An empty place that teaches: what belongs here, and the way to begin. */
export function Empty({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      {children && <p className={css.hint}>{children}</p>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}
