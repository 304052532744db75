import { thousands } from '../../numbers/format';
import { useRun } from '../common/stores';

/** How many weights the encoder of a lane has, once it is built. */
export function WeightCount({ id }: { id: number | undefined }) {
  const count = useRun(({ lanes }) => lanes.get(id ?? -1)?.picture?.weightCount);
  return <>{count ? ` ${thousands(count)} weights.` : null}</>;
}
