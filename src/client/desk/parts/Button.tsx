/** The one button of the desk. `isPrimary` marks the single main action of a screen, which the key `n` presses. */
import type { ButtonHTMLAttributes, ReactElement } from 'react';
import { Icon, type IconName } from './Icon.tsx';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'bare';
  readonly icon?: IconName;
  readonly isPrimary?: boolean;
  readonly isSubmit?: boolean;
}

export const Button = ({
  look = 'plain',
  icon,
  isPrimary = false,
  isSubmit = false,
  children,
  ...rest
}: ButtonProps): ReactElement => (
  <button
    type={isSubmit ? 'submit' : 'button'}
    className={`button button-${isPrimary ? 'primary' : look}`}
    data-primary={isPrimary || undefined}
    {...rest}
  >
    {icon && <Icon name={icon} />}
    {children}
  </button>
);
