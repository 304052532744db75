import type { ComponentType } from 'react';
import type { LensId } from '../../parts/datasets/learned';
import { lazily } from '../common/lazily';

/** What lanes can show in place of the map: what was learnt of the problem the data pose. */
export interface Lens {
  /** Its word on the switch beside "Map". */
  readonly label: string;
  /** Whether it is shown before the visitor chooses. */
  readonly isFirst?: boolean;
  /** What stands in each lane, in place of the map. */
  readonly View: ComponentType<{ id: number }>;
  /** Above all lanes: what every one of them is asked. */
  readonly Question?: ComponentType;
}

/** Every lens that a data set can name. */
export const lenses: Readonly<Record<LensId, Lens>> = {
  edits: {
    label: 'Edits',
    isFirst: true,
    View: lazily(() => import('./edits/EditsView').then((module) => module.EditsView)),
    Question: lazily(() => import('./edits/EditsQuestion').then((module) => module.EditsQuestion)),
  },
  search: {
    label: 'Search',
    isFirst: true,
    View: lazily(() => import('./search/SearchView').then((module) => module.SearchView)),
    Question: lazily(() =>
      import('./search/SearchQuestion').then((module) => module.SearchQuestion),
    ),
  },
  scene: {
    label: 'Scene',
    isFirst: true,
    View: lazily(() => import('./scene/SceneView').then((module) => module.SceneView)),
    Question: lazily(() => import('./scene/SceneQuestion').then((module) => module.SceneQuestion)),
  },
  captions: {
    label: 'Captions',
    isFirst: true,
    View: lazily(() => import('./captions/CaptionsView').then((module) => module.CaptionsView)),
    Question: lazily(() =>
      import('./captions/CaptionsQuestion').then((module) => module.CaptionsQuestion),
    ),
  },
};
