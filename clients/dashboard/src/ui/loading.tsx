// What stands where a picture has not come yet.
import { t } from '../text';

export function Loading() {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" /> {t().common.loading}
    </p>
  );
}
