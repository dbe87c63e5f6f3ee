import { Switch } from 'react-aria-components/Switch';
import css from './SettingsPage.module.css';

/** A switch with a line on what it does. */
export function OnOff({
  label,
  hint,
  on,
  onChange,
}: {
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <div>
      <Switch isSelected={on} onChange={onChange} className={css.switch ?? ''}>
        <span className={css.track} aria-hidden />
        {label}
      </Switch>
      <p className={css.note}>{hint}</p>
    </div>
  );
}
