import type { BackendName } from '../../protocol/device';
import { Popover } from '../common/Popover';
import { useRun } from '../common/stores';
import styles from './DeviceChip.module.css';

const NAMES: Record<BackendName, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'CPU',
};

/** Id of the reason, which describes the button. */
const REASON = 'device-reason';

/** Which device trains; press it to learn why. */
export function DeviceChip() {
  const device = useRun((state) => state.device);
  const steps = useRun((state) => state.steps);
  if (!device) return null;
  return (
    <>
      <Popover
        describedBy={REASON}
        buttonClass={styles.chip}
        title={device.reason}
        label={
          <>
            <span className={styles.dot} data-hardware={device.isGpu} />
            <span className={styles.name}>{NAMES[device.backend]}</span>
            <span className={styles.adapter}> · {device.adapter}</span>
          </>
        }
      >
        {() => (
          <div className={styles.why}>
            <p>
              <strong>
                {NAMES[device.backend]} on {device.adapter}
              </strong>
            </p>
            <p>{device.reason}</p>
            {steps?.isReplayed && (
              <p>
                Each step is replayed from a recording, proven bit for bit: {steps.dispatches}{' '}
                dispatches, one submit.
              </p>
            )}
            {steps?.reason && <p>Steps run by ordinary operations: {steps.reason}.</p>}
            <p className={styles.hint}>
              A link can ask for another: add <code>backend=</code> with{' '}
              {Object.keys(NAMES).join(', ')}.
            </p>
          </div>
        )}
      </Popover>
      <span id={REASON} hidden>
        {device.reason}
      </span>
    </>
  );
}
