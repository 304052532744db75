import { lazily } from '../common/lazily';
import { useEvaluation } from '../common/stores';

const EvaluationTable = lazily(() =>
  import('./EvaluationTable').then((module) => module.EvaluationTable),
);

/** The evaluation, if there is one. */
export function Evaluated() {
  const isAny = useEvaluation(({ lanes, trouble }) => lanes.length > 0 || trouble !== null);
  return isAny && <EvaluationTable />;
}
