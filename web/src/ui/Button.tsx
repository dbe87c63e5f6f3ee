import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button';
import { type LinkProps, Link as RouterLink } from 'react-router';
import css from './Button.module.css';

type Look = 'filled' | 'outlined' | 'quiet' | 'icon';

interface Props extends Omit<ButtonProps, 'className' | 'children'> {
  look?: Look;
  icon?: ReactNode;
  children?: ReactNode;
  className?: string;
}

/** A button. At most one `filled` a page: the thing one most likely came to do. */
export function Button({ look = 'outlined', icon, children, className = '', ...rest }: Props) {
  return (
    <AriaButton {...rest} className={`${css.button} ${css[look]} ${className}`}>
      {icon}
      {children}
    </AriaButton>
  );
}

/** A link that looks like a button: it goes somewhere, so it is a link. */
export function ButtonLink({
  look = 'outlined',
  icon,
  children,
  ...rest
}: LinkProps & { look?: Look; icon?: ReactNode }) {
  return (
    <RouterLink {...rest} className={`${css.button} ${css[look]}`}>
      {icon}
      {children}
    </RouterLink>
  );
}

/** The same for what the router has no part in, such as a file. */
export function FileLink({
  look = 'outlined',
  icon,
  children,
  ...rest
}: React.ComponentProps<'a'> & { look?: Look; icon?: ReactNode }) {
  return (
    <a {...rest} className={`${css.button} ${css[look]}`}>
      {icon}
      {children}
    </a>
  );
}
