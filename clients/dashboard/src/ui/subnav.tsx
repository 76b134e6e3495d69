// The three pages of the call-out: who is coming, who relieves them, who is on duty.
import { hrefOf, type Page, page } from '../state/router';
import { t } from '../text';

const pages: readonly { page: Page; word: 'coming' | 'relief' | 'duty' }[] = [
  { page: '/inkallning', word: 'coming' },
  { page: '/inkallning/avlosning', word: 'relief' },
  { page: '/inkallning/beredskap', word: 'duty' },
];

export function SubNav() {
  return (
    <nav class="subnav" aria-label={t().nav.under}>
      {pages.map((one) => (
        <a key={one.page} href={hrefOf(one.page)} data-page={one.page} aria-current={page.value === one.page ? 'page' : undefined}>
          {t().nav[one.word]}
        </a>
      ))}
    </nav>
  );
}
