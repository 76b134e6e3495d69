// A dialog whose command was received, or is safe until it can be, closes itself after the person has been able to read so.
import { useEffect } from 'preact/hooks';
import type { Progress } from '../net/commands';
import { forgetDraft } from './draft';

const readMs = 900;
const keptReadMs = 2_500;

export function useDone(progress: Progress, drafts: string[], onClose: () => void): void {
  const { step } = progress;
  const done = step === 'accepted' || step === 'kept';
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => {
      onClose();
      // After the closing, so that the form's own bookkeeping does not write them back.
      setTimeout(() => forgetDraft(...drafts));
    }, step === 'kept' ? keptReadMs : readMs);
    return () => clearTimeout(timer);
  }, [done]);
}
