import controls from './controls.module.css';

/** A cross that closes or removes what it stands in; `name` says to screen readers what that is. */
export function CloseButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" className={controls.mark} onClick={onClick}>
      <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
        <path d="M1 1l8 8M9 1l-8 8" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      <span className={controls.hidden}>{name}</span>
    </button>
  );
}
