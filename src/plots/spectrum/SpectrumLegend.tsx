import { useId } from 'react';
import { Hatch } from '../shared/Hatch';
import { token } from '../shared/tokens';

const ENTRIES = [
  { name: 'positives', fill: token.positive, width: 58 },
  { name: 'candidates', fill: token.candidate, width: 68 },
  { name: 'chosen', fill: token.chosen, width: 48 },
  { name: 'false', fill: null, width: 32 },
] as const;

/** The colours of all spectra, once for the page: 276 by 14 pixels. */
export function SpectrumLegend() {
  const hatch = useId();
  let x = 0;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width="276"
      height="14"
      viewBox="0 0 276 14"
      role="img"
      aria-label="Blue: positives. Grey: candidates. Orange: chosen negatives. Vermilion, hatched: chosen that are false."
      fontFamily="system-ui, sans-serif"
      fontSize="11"
    >
      <Hatch id={hatch} />
      {ENTRIES.map(({ name, fill, width }) => {
        const left = x;
        x += width + 17;
        return (
          <g key={name} transform={`translate(${left},0)`}>
            <rect y="2" width="9" height="9" rx="2" fill={fill ?? `url(#${hatch})`} />
            <text x="13" y="10.5" fill={token.quiet}>
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
