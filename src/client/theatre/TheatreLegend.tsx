/** What the marks mean, drawn with the same shapes and colours as the picture. */
import type { ReactElement, ReactNode } from 'react';
import type { Formats } from '../i18n/format.ts';
import type { Renderer } from './pace.ts';
import { type Label, MARGIN_STEPS } from './sceneTypes.ts';
import type { PointScale } from './useStage.ts';

interface RowProps {
  readonly mark: ReactNode;
  readonly children: ReactNode;
}
const Row = ({ mark, children }: RowProps): ReactElement => (
  <li>
    <svg width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
      {mark}
    </svg>
    <span>{children}</span>
  </li>
);

/** Marks of the last turn: they stay until the next is sealed. */
const FlashRows = ({ label }: { readonly label: Label }): ReactElement => (
  <>
    <Row
      mark={
        <>
          <path className="ink line" d="M2 14L11 8" />
          <circle className="ink line" cx="14" cy="6" r="4.5" />
        </>
      }
    >
      {label('ui', 'legend.launched')}
    </Row>
    <Row mark={<path className="bad line" d="M6 3l10 10M16 3L6 13" />}>{label('ui', 'legend.failed')}</Row>
  </>
);

interface OrbitLegendProps {
  readonly label: Label;
  readonly formats: Formats;
  readonly perPoint: PointScale;
}
const OrbitLegend = ({ label, formats, perPoint }: OrbitLegendProps): ReactElement => (
  <ul>
    <Row mark={<circle className="us fill" cx="11" cy="8" r="4.5" />}>{label('ui', 'legend.us')}</Row>
    <Row mark={<path className="cn fill" d="M11 3l5 5-5 5-5-5z" />}>{label('ui', 'legend.cn')}</Row>
    <Row
      mark={
        <>
          <circle className="ink line" cx="6" cy="8" r="4" />
          <path className="ink line" d="M16 3.5l4.5 4.5-4.5 4.5-4.5-4.5z" />
        </>
      }
    >
      {label('ui', 'legend.estimate')}
    </Row>
    <Row
      mark={
        <>
          <rect className="ink fill" x="8.5" y="4" width="5" height="8" />
          <rect className="ink fill" x="1" y="6" width="6.5" height="4" />
          <rect className="ink fill" x="14.5" y="6" width="6.5" height="4" />
        </>
      }
    >
      {label('ui', 'legend.platform')}
    </Row>
    <Row mark={<path className="sun line" d="M1 12Q11 2 21 12" />}>{label('ui', 'legend.dawnDusk')}</Row>
    <Row mark={<path className="ink line dotted" d="M1 12Q11 2 21 12" />}>{label('ui', 'legend.shell')}</Row>
    <Row
      mark={
        <g className="debris fill">
          <circle cx="4" cy="5" r="1" />
          <circle cx="9" cy="11" r="1" />
          <circle cx="13" cy="6" r="1" />
          <circle cx="18" cy="10" r="1" />
        </g>
      }
    >
      {label('ui', 'legend.debris')}
      {perPoint.debris > 1 && ` (1 : ${formats.number(perPoint.debris)})`}
    </Row>
    <Row mark={<circle className="ink fill faint" cx="11" cy="8" r="4.5" />}>{label('ui', 'legend.shadow')}</Row>
    <FlashRows label={label} />
    <Row mark={<path className="warn line" d="M7 3a7 7 0 0 0 0 10M15 3a7 7 0 0 1 0 10" />}>
      {label('ui', 'legend.interfered')}
    </Row>
    {perPoint.satellites > 1 && (
      <Row
        mark={<circle className="ink fill" cx="11" cy="8" r="2" />}
      >{`${label('ui', 'legend.perPoint')} ${formats.number(perPoint.satellites)}`}</Row>
    )}
  </ul>
);

const GroundLegend = ({ label }: Pick<OrbitLegendProps, 'label'>): ReactElement => (
  <ul>
    {MARGIN_STEPS.map((step) => (
      <Row key={step} mark={<rect className={`margin-${step}`} x="1" y="2" width="20" height="12" rx="2" />}>
        {label('ui', `legend.margin.${step}`)}
      </Row>
    ))}
    <Row
      mark={
        <>
          <rect className="margin-short" x="1" y="2" width="20" height="12" rx="2" />
          <path className="hatch" d="M3 14L13 2M9 14L19 2" />
        </>
      }
    >
      {label('ui', 'legend.shedding')}
    </Row>
    <Row mark={<rect className="ink line dashed" x="2" y="2.5" width="18" height="11" rx="2" />}>
      {label('ui', 'legend.unknown')}
    </Row>
    <Row mark={<rect className="ink fill" x="6" y="3" width="10" height="10" />}>{label('ui', 'legend.centre')}</Row>
    <Row
      mark={
        <>
          <rect className="ink line" x="6" y="3" width="10" height="10" />
          <path className="ink line" d="M8 11h6M8 8.5h6" />
        </>
      }
    >
      {label('ui', 'legend.backup')}
    </Row>
    <Row mark={<path className="ink fill" d="M11 2l6 11H5z" />}>{label('ui', 'legend.site')}</Row>
    <Row mark={<path className="ink line dotted" d="M11 2l6 11H5z" />}>{label('ui', 'legend.siteInDevelopment')}</Row>
    <Row
      mark={
        <>
          <path className="ink line" d="M11 2l6 11H5z" />
          <path className="bad line" d="M4 3l14 11" />
        </>
      }
    >
      {label('ui', 'legend.siteGrounded')}
    </Row>
    <FlashRows label={label} />
  </ul>
);

interface TheatreLegendProps extends OrbitLegendProps {
  readonly mode: 'orbit' | 'ground';
  readonly renderer: Renderer | null;
}
export const TheatreLegend = ({ mode, renderer, ...rest }: TheatreLegendProps): ReactElement => (
  <details className="theatre-legend">
    <summary>{rest.label('ui', 'legend.title')}</summary>
    {mode === 'orbit' ? <OrbitLegend {...rest} /> : <GroundLegend label={rest.label} />}
    <p>{rest.label('ui', mode === 'orbit' ? 'legend.scaleNote' : 'legend.outlineNote')}</p>
    {renderer === 'pixels' && <p>{rest.label('ui', 'legend.noGpu')}</p>}
    <p>{rest.label('ui', 'legend.credit')}</p>
  </details>
);
