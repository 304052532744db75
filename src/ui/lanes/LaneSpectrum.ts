import { itemsInRange } from '../../plots';
import { type Lane, partOf, type Recipe } from '../../recipe/recipe';
import { brush } from '../../state/brush';
import { turnKnob } from '../../state/experiment';
import { bandText } from '../../words/bandText';
import { lazily } from '../common/lazily';
import { useBrush, useRun } from '../common/stores';
import { plotted } from './plotted';

const SpectrumPlot = lazily(() =>
  import('../../plots/spectrum/SpectrumPlot').then((module) => module.SpectrumPlot),
);

/** Puts the edge of the band where it was dragged to, by turning the knob that moves it. */
function moveBand(recipe: Recipe, scope: number, positive: number, edge: number) {
  const { band } = partOf(recipe, 'loss');
  if (band) turnKnob(band.knob, band.value(recipe.knobs, positive, edge), scope);
}

function useSpectrum({ id, recipe }: Lane) {
  const picture = useRun(({ lanes }) => lanes.get(id)?.picture ?? null);
  const isReady = useRun(({ data }) => data !== null);
  const brushed = useBrush((state) => (state.lane === id ? state.range : null));
  const { spectrum = null, anchor, push } = picture ?? {};
  const { axis } = partOf(recipe, 'loss');
  if (!isReady) return null;
  return {
    spectrum,
    axis,
    brushed,
    onBrush: (range: readonly [number, number] | null) =>
      brush(
        id,
        range,
        range && spectrum && anchor ? itemsInRange(anchor, spectrum.axis, range) : [],
      ),
    bandText: (edge?: number) => bandText(recipe, push?.positive, edge),
    onBandDrag: (edge: number) => moveBand(recipe, id, push?.positive ?? 0, edge),
  };
}

/** How far positives, candidates and chosen negatives of the lane are from their anchors. */
export const LaneSpectrum = plotted(SpectrumPlot, useSpectrum);
