// Single-key shortcuts (WCAG 2.1.4: they can be turned off, and do nothing while typing).
import { page } from '../state/router';
import { screen, shortcuts } from '../state/prefs';
import { openDialog } from './dialogs';
import { settingsOpen } from './shell';

const typing = 'input, textarea, select, [contenteditable]';

export function listenForShortcuts(): void {
  document.addEventListener('keydown', (event) => {
    if (shortcuts.value === 'off' || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as Element | null)?.closest?.(typing)) return;
    if (document.querySelector('dialog[open]')) return;
    // A wall display can only be read.
    if (screen.value === 'wall' && page.value === '/') return;
    if (event.key === '?') {
      event.preventDefault();
      settingsOpen.toggle();
    } else if (event.key.toLowerCase() === 'n' && page.value !== '/larma') {
      event.preventDefault();
      openDialog({ kind: 'note' });
    }
  });
}
