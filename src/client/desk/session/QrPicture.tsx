/** An address as a square picture that phones read: dark on light in every theme, with the address as its name. */
import { type ReactElement, useMemo } from 'react';
import { encode } from 'uqr';
import { useWords } from '../../i18n/words.ts';

export const QrPicture = ({ address }: { readonly address: string }): ReactElement => {
  const words = useWords();
  const { size, path } = useMemo(() => {
    const { data } = encode(address, { border: 2 });
    const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: data.length, path: squares.join('') };
  }, [address]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={words.t('session.qr', { address })}>
      <rect className="qr-light" width={size} height={size} />
      <path className="qr-dark" d={path} shapeRendering="crispEdges" />
    </svg>
  );
};
