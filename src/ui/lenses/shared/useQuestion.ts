import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { LensId } from '../../../parts/datasets/learned';
import type { Answer } from '../../../protocol/answers';
import type { DataShown } from '../../../protocol/dataShown';
import { Asking, type QuestionState, questionStore } from '../../../state/question';
import { useRun } from '../../common/stores';

export const useQuestionStore = <T>(selector: (state: QuestionState) => T): T =>
  useStore(questionStore, selector);

/** What a lens asks: the visitor's texts, or what it offers first; nothing before there are data. */
export function useTexts(
  lens: LensId,
  first: (data: DataShown) => readonly string[],
): readonly string[] {
  const data = useRun((state) => state.data);
  const own = useQuestionStore(({ asked }) => asked[lens]?.texts);
  return useMemo(() => own ?? (data?.vocabulary ? first(data) : []), [own, data, first]);
}

/** Keeps asking these texts while the component is there. */
export function useAsking(texts: readonly string[], count: number) {
  const asking = useRef<Asking | null>(null);
  useEffect(() => {
    asking.current = new Asking(count);
    return () => asking.current?.stop();
  }, [count]);
  useEffect(() => asking.current?.about(texts), [texts]);
}

/** The newest answer of a lane, if it is to that many texts; else null. */
export function useAnswer(id: number, texts: number): Answer | null {
  const answer = useQuestionStore((state) => state.answers.get(id));
  return answer?.texts.length === texts ? answer : null;
}
