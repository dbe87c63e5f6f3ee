import { ProgressBar } from 'react-aria-components/ProgressBar';
import css from './Progress.module.css';

/** How far long work has come; without a value it is only known to go on. */
export function Progress({ label, share }: { label: string; share?: number | undefined }) {
  return (
    <ProgressBar
      aria-label={label}
      value={(share ?? 0) * 100}
      isIndeterminate={share === undefined}
      className={css.progress ?? ''}
    >
      {({ percentage }) => (
        <span className={css.track}>
          <span
            className={`${css.fill} ${share === undefined ? css.moving : ''}`}
            style={share === undefined ? undefined : { width: `${percentage ?? 0}%` }}
          />
        </span>
      )}
    </ProgressBar>
  );
}
