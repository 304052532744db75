import { DeviceChip } from './DeviceChip';
import { ExperimentMenu } from './ExperimentMenu';
import { Logo } from './Logo';
import { Progress } from './Progress';
import { ShareButton } from './ShareButton';
import { ThemeToggle } from './ThemeToggle';
import styles from './TopBar.module.css';
import { Transport } from './Transport';
import { UndoButtons } from './UndoButtons';

/** What is open, how it runs, on what, and the ways out. */
export function TopBar() {
  return (
    <header className={styles.bar}>
      <div className={styles.side}>
        <Logo />
        <ExperimentMenu />
        <UndoButtons />
      </div>
      <Transport />
      <div className={styles.end}>
        <DeviceChip />
        <ShareButton />
        <ThemeToggle />
      </div>
      <Progress />
    </header>
  );
}
