import { encode } from 'uqr';
import { t } from '../../i18n/t';

/** Dark on light in every theme, with the rim that cameras need (ISO 18004: four modules). */
export function CodePicture({ uri }: { uri: string }) {
  const { data, size } = encode(uri, { border: 4 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label={t('account.set-up-picture')}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto size-50 rounded-panel"
    >
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
