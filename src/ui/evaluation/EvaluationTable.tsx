import { useEffect, useRef } from 'react';
import { decimal } from '../../numbers/format';
import { LaneMark } from '../../plots';
import { closeEvaluation } from '../../state/evaluation';
import { type EvaluationRow, evaluationRows, labelsNote } from '../../words/evaluationRows';
import { laneNames } from '../../words/laneNames';
import { CloseButton } from '../common/CloseButton';
import controls from '../common/controls.module.css';
import { useEvaluation, useExperiment } from '../common/stores';
import styles from './EvaluationTable.module.css';

/** The evaluation: rows are measures, columns are lanes. Stays until it is closed. */
export function EvaluationTable() {
  const { of, lanes, trouble } = useEvaluation((state) => state);
  const now = useExperiment((state) => state.lanes);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (lanes.length > 0 || trouble) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [lanes, trouble]);
  const names = laneNames((of ?? []).map(({ recipe }) => recipe));
  const placeOf = (id: number) => (of ?? []).findIndex((lane) => lane.id === id);
  const digits = lanes.length > 2 ? 2 : 3;
  const steps = [...new Set(lanes.map(({ step }) => step))];
  return (
    <section ref={panel} className={styles.panel} aria-label="Evaluation">
      <div className={styles.top}>
        <h2 className={controls.heading}>
          {steps.length === 1 ? `Evaluated at step ${steps[0]}` : 'Evaluated'}
        </h2>
        <CloseButton name="Close the evaluation" onClick={closeEvaluation} />
      </div>
      {trouble && <p role="alert">It came to nothing: {trouble}</p>}
      {lanes.length > 0 && (
        <table className={styles.table} data-many={lanes.length > 3}>
          <thead>
            <tr>
              <td />
              {lanes.map(({ id, step }) => (
                <th key={id} scope="col" title={names[placeOf(id)]}>
                  <LaneMark place={placeOf(id)} />
                  <span className={styles.name}>{names[placeOf(id)]}</span>
                  {steps.length > 1 && <span className={styles.name}>step {step}</span>}
                </th>
              ))}
            </tr>
          </thead>
          {evaluationRows(lanes, digits).map(({ title, rows }) => (
            <tbody key={title}>
              <tr>
                <th scope="rowgroup" colSpan={lanes.length + 1} className={styles.title}>
                  {title}
                </th>
              </tr>
              {rows.map((row) => (
                <Row key={row.name} row={row} digits={digits} ids={lanes.map(({ id }) => id)} />
              ))}
            </tbody>
          ))}
        </table>
      )}
      {lanes[0] && (
        <p className={styles.note}>
          Held-out items; 1 is best.{lanes.length > 1 && ' Framed: the best of its row.'}
          {now !== of && ' The experiment has changed since.'}
          {labelsNote(lanes[0].labelsFrom)}
        </p>
      )}
    </section>
  );
}

interface RowProps {
  readonly row: EvaluationRow;
  readonly digits: number;
  /** Of the lanes. */
  readonly ids: readonly number[];
}

function Row({ row, digits, ids }: RowProps) {
  const { name, summary, values, isBest, isGain } = row;
  const text = (value: number) => {
    const number = decimal(value, digits);
    return isGain && Number(value.toFixed(digits)) > 0 ? `+${number}` : number;
  };
  return (
    <tr title={summary}>
      <th scope="row">{name}</th>
      {values.map((value, place) => (
        <td key={ids[place]}>
          <span className={styles.value} data-best={isBest[place]}>
            {text(value)}
            {isBest[place] && <span className={controls.hidden}> best</span>}
          </span>
        </td>
      ))}
    </tr>
  );
}
