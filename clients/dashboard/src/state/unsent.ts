// The staff's notes that are written and not yet received by the server. Filled by net/outbox.ts.
import { signal } from '@preact/signals';

export interface UnsentNote { id: string; writtenAt: number; incident: string; kind: number; text: string }

/** Of this person in this workspace, in the order they were written. */
export const unsent = signal<UnsentNote[]>([]);
