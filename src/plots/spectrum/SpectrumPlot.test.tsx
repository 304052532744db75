import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { svgOf } from '../testing/svgOf';
import { SpectrumLegend } from './SpectrumLegend';
import { SpectrumPlot } from './SpectrumPlot';
import { collapsedSpectrum, spreadSpectrum } from './spectra.testing';

const size = { width: 260, height: 110 };

test.each([
  ['collapsed', collapsedSpectrum()],
  ['spread', spreadSpectrum()],
  ['empty', null],
])('a spectrum that is %s draws as recorded', async (name, spectrum) => {
  const svg = svgOf(<SpectrumPlot spectrum={spectrum} size={size} />);
  await expect(svg).toMatchFileSnapshot(`./__plots__/${name}.svg`);
});

test('an empty spectrum of a loss that goes by similarity says so', () => {
  const markup = renderToStaticMarkup(
    <SpectrumPlot spectrum={null} axis="similarity" size={size} />,
  );
  expect(markup).toContain('>similarity<');
  expect(markup).not.toContain('>distance<');
});

test('a large spectrum with a brushed range draws as recorded', async () => {
  const large = { width: 600, height: 220 };
  const svg = svgOf(<SpectrumPlot spectrum={spreadSpectrum()} size={large} brushed={[0.5, 0.7]} />);
  await expect(svg).toMatchFileSnapshot('./__plots__/brushed.svg');
});

test('a band that can be dragged is a slider with a name and a value', () => {
  const markup = renderToStaticMarkup(
    <SpectrumPlot spectrum={spreadSpectrum()} size={size} onBandDrag={() => {}} />,
  );
  expect(markup).toMatch(
    /role="slider"[^>]*aria-label="Edge of the band"[^>]*aria-valuenow="0.65"/,
  );
});

test('the band and its handle read in the units that the knob is set in', () => {
  const bandText = (edge?: number) => `margin ${edge === undefined ? 0.2 : 0.3} (squared)`;
  const markup = renderToStaticMarkup(
    <SpectrumPlot
      spectrum={spreadSpectrum()}
      size={size}
      bandText={bandText}
      onBandDrag={() => {}}
    />,
  );
  expect(markup).toContain('>margin 0.2 (squared)<');
  expect(markup).toMatch(/aria-valuetext="margin 0.3 \(squared\), band of distance from /);
});

test('the legend names every colour', async () => {
  await expect(svgOf(<SpectrumLegend />)).toMatchFileSnapshot('./__plots__/legend.svg');
});
