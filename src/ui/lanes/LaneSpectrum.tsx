import { losses } from '../../parts/losses';
import type { KnobValues } from '../../parts/part';
import { itemsInRange } from '../../plots';
import type { Recipe } from '../../recipe/recipe';
import { brush } from '../../state/brush';
import { turnKnob } from '../../state/experiment';
import { lazily } from '../common/lazily';
import { Sized } from '../common/Sized';
import { useBrush, useRun } from '../common/stores';
import type { LaneViewProps } from './laneView';

const SpectrumPlot = lazily(() =>
  import('../../plots/spectrum/SpectrumPlot').then((module) => module.SpectrumPlot),
);

/** Puts the edge of the band where it was dragged to, by turning the knob that moves it. */
function moveBand(recipe: Recipe, scope: number, positive: number, edge: number) {
  const { band } = losses[recipe.parts.loss as keyof typeof losses];
  const knobs = recipe.knobs as KnobValues<never>;
  if (band) turnKnob(band.knob, band.value(knobs, positive, edge), scope);
}

/** How far positives, candidates and chosen negatives of the lane are from their anchors. */
export function LaneSpectrum({ lane: { id, recipe }, className }: LaneViewProps) {
  const picture = useRun(({ lanes }) => lanes.get(id)?.picture ?? null);
  const isReady = useRun(({ data }) => data !== null);
  const brushed = useBrush((state) => (state.lane === id ? state.range : null));
  const { spectrum, anchor, push } = picture ?? {};
  const { axis } = losses[recipe.parts.loss as keyof typeof losses];
  return (
    <Sized className={className}>
      {(size) =>
        isReady && (
          <SpectrumPlot
            spectrum={spectrum ?? null}
            axis={axis}
            size={size}
            brushed={brushed}
            onBrush={(range) =>
              brush(
                id,
                range,
                range && spectrum && anchor ? itemsInRange(anchor, spectrum.axis, range) : [],
              )
            }
            onBandDrag={(edge) => moveBand(recipe, id, push?.positive ?? 0, edge)}
          />
        )
      }
    </Sized>
  );
}
