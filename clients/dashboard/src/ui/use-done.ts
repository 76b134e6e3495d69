// A dialog whose command was received closes itself after the person has been able to read that it was.
import { useEffect } from 'preact/hooks';
import type { Progress } from '../net/commands';
import { forgetDraft } from './draft';

const readMs = 900;

export function useDone(progress: Progress, drafts: string[], onClose: () => void): void {
  const accepted = progress.step === 'accepted';
  useEffect(() => {
    if (!accepted) return;
    const timer = setTimeout(() => {
      onClose();
      // After the closing, so that the form's own bookkeeping does not write them back.
      setTimeout(() => forgetDraft(...drafts));
    }, readMs);
    return () => clearTimeout(timer);
  }, [accepted]);
}
